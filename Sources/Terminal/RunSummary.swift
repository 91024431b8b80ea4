public import Engine
import Records

/// What a run says at its end.
public enum RunSummary {
    /// A table of the stages, what each has to say, and where the results lie.
    public static func text(_ result: RunResult) -> String {
        var table = TextTable([
            ("stage", .left), ("state", .left), ("units", .right), ("in", .right),
            ("out", .right), ("rejects", .right), ("wall", .right), ("cpu", .right),
            ("peak", .right), ("artifact", .left),
        ])
        for stage in result.stages {
            let receipt = stage.artifact.receipt
            table.append([
                stage.name, stage.wasCached ? "cached" : "done",
                Format.count(receipt.unitCount), Format.count(receipt.accounting.inputs),
                Format.count(receipt.accounting.outputs),
                Format.count(receipt.accounting.rejects.values.reduce(0, +)),
                Format.duration(receipt.cost.wallSeconds),
                Format.duration(receipt.cost.cpuSeconds),
                Format.megabytes(receipt.cost.peakByteCount), stage.artifact.folder,
            ])
        }
        var text = table.text
        for stage in result.stages {
            let receipt = stage.artifact.receipt
            let lines = receipt.details["summary"]?.strings ?? []
            var said = lines + receipt.notices.map { "notice: \($0)" }
            for (reason, count) in receipt.accounting.rejects.sorted(by: { $0.key < $1.key }) {
                said.append("rejected \(Format.count(count)): \(reason)")
            }
            guard !said.isEmpty else { continue }
            text += "\n\(stage.name)\n"
            for line in said { text += "  \(FaultRenderer.printable(line))\n" }
        }
        let seconds = Format.duration(result.wallSeconds)
        return text + "\nrun \(result.folder.name) took \(seconds): \(result.folder.path)\n"
    }
}

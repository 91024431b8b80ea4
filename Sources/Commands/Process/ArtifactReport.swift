import Engine
import Records

/// What is known of an artifact, as text and as JSON.
struct ArtifactReport {
    private let stored: StoredArtifact
    private let receipt: Receipt?
    /// What is wrong with it.
    private let damage: String?
    /// The stages of runs whose artifact it is, as `run/stage`.
    private let uses: [String]

    /// More files than this are only counted.
    private static let filesShown = 30

    /// Looks at an artifact. Files are read only where size or time are not what they were.
    init(_ stored: StoredArtifact, in workspace: Workspace) throws(Fault) {
        self.stored = stored
        let artifact = workspace.artifact(kind: stored.kind, key: stored.key)
        receipt = artifact?.receipt
        damage = artifact.map { $0.damage(in: workspace) } ?? "its receipt is not sound"
        var uses: [String] = []
        for folder in try RunFolder.all(in: workspace) {
            guard let record = try RunRecord.read(in: folder) else { continue }
            uses += record.stages.filter { $0.key == stored.key }
                .map { "\(record.name)/\($0.name)" }
        }
        self.uses = uses
    }

    /// The facts as one object.
    var json: JSONValue {
        .object([
            .init("format", 1), .init("folder", .string(stored.folder)),
            .init("kind", .string(stored.kind)), .init("key", .string(stored.key.hex)),
            .init("damage", damage.map { .string($0) } ?? .null),
            .init("used_by", .array(uses.map { .string($0) })),
            .init("receipt", receipt?.json ?? .null),
        ])
    }

    /// Lines for people.
    var text: String {
        var text = "\(stored.folder): artifact of \(stored.kind)\n"
        for (name, value) in facts {
            let space = String(repeating: " ", count: max(0, 8 - name.utf8.count))
            text += "  \(name)\(space)  \(FaultRenderer.printable(value))\n"
        }
        guard let receipt else { return text }
        if !receipt.inputs.isEmpty {
            var table = TextTable([("field", .left), ("stage", .left), ("key", .left)])
            for input in receipt.inputs {
                table.append([input.field, input.stage, input.key.short])
            }
            text += "\ninputs\n" + indented(table.text)
        }
        if !receipt.files.isEmpty {
            var table = TextTable([("file", .left), ("bytes", .right), ("sha256", .left)])
            for file in receipt.files.prefix(ArtifactReport.filesShown) {
                table.append([
                    FaultRenderer.printable(file.path), Format.count(file.byteCount),
                    file.digest.short,
                ])
            }
            text += "\n" + indented(table.text)
            let rest = receipt.files.count - ArtifactReport.filesShown
            if rest > 0 { text += "  and \(Count.of(rest, "more file")): --json shows all\n" }
        }
        let said = (receipt.details["summary"]?.strings ?? []) + receipt.notices
        if !said.isEmpty { text += "\nit said\n" }
        for line in said { text += "  \(FaultRenderer.printable(line))\n" }
        return text
    }

    private var facts: [(name: String, value: String)] {
        var facts = [("key", stored.key.hex)]
        if let receipt {
            let unit = receipt.unit.map { "\(receipt.stage)/\($0)" }
            facts.append(unit.map { ("unit", $0) } ?? ("stage", receipt.stage))
            let accounting = receipt.accounting
            let rejects = accounting.rejects.values.reduce(0, +)
            facts.append(
                (
                    "counts",
                    "\(Format.count(accounting.inputs)) in = "
                        + "\(Format.count(accounting.outputs)) out + "
                        + "\(Format.count(rejects)) rejected"
                ))
            for (reason, count) in accounting.rejects.sorted(by: { $0.key < $1.key }) {
                facts.append(("", "\(Format.count(count)) \(reason)"))
            }
            if receipt.unit == nil { facts.append(("units", Format.count(receipt.unitCount))) }
            facts.append(
                (
                    "made",
                    "\(receipt.started) on \(receipt.host) in "
                        + Format.duration(receipt.cost.wallSeconds)
                ))
            let bytes = receipt.files.reduce(0) { $0 + $1.byteCount }
            facts.append(
                ("size", "\(Count.bytes(bytes)) in \(Count.of(receipt.files.count, "file"))"))
        }
        facts.append(("state", damage.map { "damaged: \($0)" } ?? "sound"))
        facts.append(("used by", uses.isEmpty ? "no run's stage" : uses.joined(separator: ", ")))
        return facts
    }

    private func indented(_ text: String) -> String {
        text.split(separator: "\n").map { "  \($0)\n" }.joined()
    }
}

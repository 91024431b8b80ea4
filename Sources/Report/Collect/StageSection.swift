import Engine
import Records

/// The run's stages: how they stand, what they took, and what feeds what.
struct StageSection {
    let status: RunStatus

    var section: ReportSection {
        ReportSection(
            "stages", "The run", sentences: sentences, tables: [facts, stages, edges],
            charts: [
                ReportChart(
                    "Stages and what feeds them", of: edges.name, .graph(stages: stages.name),
                    summary: "\(status.stages.count(where: { $0.state == .done })) of "
                        + "\(status.stages.count) stages are done. Arrows lead from a stage to "
                        + "those that read it.")
            ])
    }

    private var sentences: [String] {
        var sentences = [
            "Times are those of the attempt that published a stage, which may have been in another "
                + "run: what is in the store is not done again. What an interrupted attempt took is not in "
                + "them. Processor time is that of all units."
        ]
        if case .failed(let message) = status.state, !message.isEmpty {
            sentences.insert("The run failed: \(message)", at: 0)
        }
        return sentences
    }

    private var facts: ReportTable {
        var table = ReportTable(
            "run", "Facts", [.key("fact", "fact"), .init("value", "value")])
        table.append([.text("run"), .text(status.record.name)])
        table.append([.text("manifest"), .text(status.record.origin.manifestPath)])
        table.append([.text("seed"), .text("\(status.record.seed)")])
        if let started = status.started {
            table.append([.text("last session began"), .text(started.description)])
            if let latest = status.latest {
                table.append([
                    .text("that session took"), .seconds(latest.seconds(since: started)),
                ])
            }
        }
        let done = status.stages.compactMap(\.artifact)
        table.append([
            .text("wall time of all stages, one after another"),
            .seconds(done.reduce(0) { $0 + $1.receipt.cost.wallSeconds }),
        ])
        table.append([
            .text("processor time of all stages"),
            .seconds(done.reduce(0) { $0 + $1.receipt.cost.cpuSeconds }),
        ])
        table.append([.text("stages done"), .count(done.count)])
        table.append([.text("stages"), .count(status.stages.count)])
        return table
    }

    private var stages: ReportTable {
        var table = ReportTable(
            "stages", "Stages",
            [
                .key("stage", "stage"), .init("kind", "kind"), .init("state", "state"),
                .init("units_done", "units done"), .init("units", "units"),
                .init("units_failed", "failed"),
                .init("wall_seconds", "wall"), .init("cpu_seconds", "processor"),
                .init("peak_bytes", "peak memory"), .init("started", "began"),
            ])
        for stage in status.stages {
            let receipt = stage.artifact?.receipt
            table.append([
                .text(stage.name), .text(stage.kind), .text(stage.state.rawValue),
                .count(stage.unitsDone), stage.unitCount.map { .count($0) } ?? .none,
                stage.unitsFailed > 0 ? .count(stage.unitsFailed) : .none,
                receipt.map { .seconds($0.cost.wallSeconds) } ?? .none,
                receipt.map { .seconds($0.cost.cpuSeconds) } ?? .none,
                receipt.map { .bytes($0.cost.peakByteCount) } ?? .none,
                receipt.map { .text($0.started.description) } ?? .none,
            ])
        }
        return table
    }

    private var edges: ReportTable {
        var table = ReportTable(
            "edges", "What feeds what",
            [.key("from", "stage"), .key("to", "is read by"), .key("field", "as")],
            display: .folded)
        for stage in status.record.stages {
            for input in stage.inputs {
                table.append([.text(input.stage), .text(stage.name), .text(input.field)])
            }
        }
        return table
    }
}

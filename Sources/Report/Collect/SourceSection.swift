import Engine
import Records
import Storage

/// Where questions came from and what became of them, in exact numbers.
struct SourceSection {
    let material: RunMaterial
    let labels: LabelSurvey?
    let curriculum: CurriculumSurvey?

    func section() throws(Fault) -> ReportSection? {
        let ingests = material.done("ingest")
        guard !ingests.isEmpty else { return nil }
        var flow = ReportTable(
            "flow", "What became of them",
            [
                .key("level", "level"), .key("from", "from"), .key("to", "to"),
                .init("questions", "questions"),
            ], display: .folded)
        for ingest in ingests { try append(ingest, to: &flow) }
        labels.map { append($0, to: &flow) }
        if let labels, let curriculum { append(curriculum, labels, to: &flow) }
        return ReportSection(
            "sources", "Sources and rejects",
            sentences: [
                "For every stage, inputs = outputs + rejects by reason; the sum is checked when a "
                    + "stage is published. Every reject is a row of the stage's rejects, with its "
                    + "place and what was measured."
            ],
            tables: [accounting, rejects, flow],
            charts: [
                ReportChart(
                    "From sources to phases", of: flow.name, .flow, unit: "questions",
                    summary: "Bands are as wide as their numbers of questions; the table of the "
                        + "same numbers follows.")
            ])
    }

    private var balanced: [RunMaterial.Done] {
        ["ingest", "rollout", "sample", "curriculum", "train", "evaluate", "export", "command"]
            .flatMap { material.done($0) }
    }

    private var accounting: ReportTable {
        var table = ReportTable(
            "accounting", "Inputs = outputs + rejects",
            [
                .key("stage", "stage"), .init("inputs", "inputs"), .init("outputs", "outputs"),
                .init("rejects", "rejects"),
            ])
        for stage in balanced {
            let sum = stage.accounting
            table.append([
                .text(stage.name), .count(sum.inputs), .count(sum.outputs),
                .count(sum.rejects.values.reduce(0, +)),
            ])
        }
        return table
    }

    private var rejects: ReportTable {
        var table = ReportTable(
            "rejects", "Rejects by reason",
            [.key("stage", "stage"), .key("reason", "reason"), .init("questions", "questions")])
        for stage in balanced {
            for (reason, count) in stage.accounting.rejects.sorted(by: { $0.key < $1.key }) {
                table.append([.text(stage.name), .text(reason), .count(count)])
            }
        }
        return table
    }

    /// A source's rows: kept in a split, or rejected for a reason.
    private func append(_ ingest: RunMaterial.Done, to flow: inout ReportTable) throws(Fault) {
        var links: [(from: String, to: String, count: Int)] = []
        func add(_ from: String, _ to: String, _ count: Int) {
            let place = links.firstIndex {
                $0.from.utf8.elementsEqual(from.utf8) && $0.to.utf8.elementsEqual(to.utf8)
            }
            if let place { links[place].count += count } else { links.append((from, to, count)) }
        }
        for row in ingest.details["ingest"]?["counts"]?.arrayValue ?? [] {
            guard let source = row["dataset"]?.stringValue, let split = row["split"]?.stringValue,
                let count = row["questions"]?.integerValue
            else { continue }
            add(source, "\(source)/\(split)", count)
        }
        let path = ingest.artifact.path("rejects.parquet")
        if !ingest.accounting.rejects.isEmpty, try FileSystem.status(path) != nil {
            let rows = try ParquetTableCursor<AnyTableRow>(path, columns: ["source", "reason"])
            while let row = try rows.next() {
                guard let source = row.json["source"]?.stringValue,
                    let reason = row.json["reason"]?.stringValue
                else { continue }
                add(source, "rejected: \(reason)", 1)
            }
        }
        for link in links {
            flow.append([.count(0), .text(link.from), .text(link.to), .count(link.count)])
        }
    }

    /// A split's questions by their labels.
    private func append(_ labels: LabelSurvey, to flow: inout ReportTable) {
        for split in labels.splits {
            for label in Difficulty.allCases where split.counts[label.rawValue] > 0 {
                flow.append([
                    .count(1), .text("\(split.source)/\(split.split)"), .text(label.rawValue),
                    .count(split.counts[label.rawValue]),
                ])
            }
        }
    }

    /// Labelled questions by the phase that took them, or none.
    private func append(
        _ curriculum: CurriculumSurvey, _ labels: LabelSurvey, to flow: inout ReportTable
    ) {
        for label in Difficulty.allCases {
            var rest = labels.count(label)
            guard rest > 0 else { continue }
            for phase in curriculum.phases where !phase.isControl {
                let taken = phase.ownLabels[label.rawValue]
                guard taken > 0 else { continue }
                rest -= taken
                flow.append([
                    .count(2), .text(label.rawValue), .text("phase \(phase.name)"), .count(taken),
                ])
            }
            if rest > 0 {
                flow.append([
                    .count(2), .text(label.rawValue), .text("in no phase"), .count(rest),
                ])
            }
        }
    }
}

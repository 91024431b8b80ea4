import Engine
import Records
import Storage

/// What a curriculum's phases and their controls consist of.
struct CurriculumSurvey {
    /// A phase, or its control.
    struct Phase {
        var name: String
        var isControl: Bool
        /// Its own questions by label: without those that come again.
        var ownLabels = OrderedCounts()
        var labels = OrderedCounts()
        var capabilities = OrderedCounts()
        var sources = OrderedCounts()
        var count = 0
        var replayed = 0
        /// Of questions whose pass rate is known: the sum of the probabilities of a mixed group.
        var mixed = 0.0
        var known = 0
        var constant = 0
    }

    let stage: String
    private(set) var phases: [Phase] = []

    /// Reads the tables of a curriculum.
    ///
    /// - Parameter labels: the survey of the labels that it was built from, if there is one.
    init(_ curriculum: RunMaterial.Done, labels: LabelSurvey?) throws(Fault) {
        stage = curriculum.name
        for phase in curriculum.details["phases"]?.arrayValue ?? [] {
            guard let name = phase["name"]?.stringValue else { continue }
            for isControl in [false, true] {
                let file = "phases/\(name)\(isControl ? ".control" : "").parquet"
                guard curriculum.artifact.receipt.file(file) != nil else { continue }
                phases.append(
                    try CurriculumSurvey.phase(
                        name, isControl, curriculum.artifact.path(file), labels))
            }
        }
    }

    private static func phase(
        _ name: String, _ isControl: Bool, _ path: String, _ labels: LabelSurvey?
    ) throws(Fault) -> Phase {
        var phase = Phase(name: name, isControl: isControl)
        let rows = try ParquetTableCursor<AnyTableRow>(
            path, columns: ["question", "source", "capability", "difficulty", "replayed_from"])
        while let row = try rows.next()?.json {
            let label = row["difficulty"]?.stringValue ?? ""
            phase.count += 1
            phase.labels.add(label)
            phase.capabilities.add(row["capability"]?.stringValue ?? "")
            phase.sources.add(row["source"]?.stringValue ?? "")
            if row["replayed_from"]?.stringValue != nil {
                phase.replayed += 1
            } else {
                phase.ownLabels.add(label)
            }
            guard let id = row["question"]?.stringValue,
                let advantage = labels?.advantages[LabelSurvey.key(id)]
            else { continue }
            phase.known += 1
            phase.mixed += advantage.mixed
            if advantage.isConstant { phase.constant += 1 }
        }
        return phase
    }
}

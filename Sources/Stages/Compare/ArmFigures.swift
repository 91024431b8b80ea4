import Engine
import Manifests
import Records
import Storage

/// What is known of one arm under one seed.
struct ArmFigures {
    /// The figures, in the order of a table.
    private(set) var values: [(name: String, value: Double)] = []

    init(values: [(name: String, value: Double)]) { self.values = values }

    /// Processor time of the stages that the arm costs, in seconds.
    static let processorTime = "cpu_seconds"
    /// Accuracy over that time.
    static let accuracyOverTime = "accuracy_per_cpu_second"

    /// Whether a figure differs from run to run: what depends on the machine.
    static func isMeasuredTime(_ name: String) -> Bool {
        name == processorTime || name == accuracyOverTime
    }

    /// Reads the figures.
    ///
    /// - Parameters:
    ///   - policy: the name of the stage whose policy it is.
    ///   - evaluations: artifacts of the stages that measured it, among others.
    ///   - training: the artifact of `policy`.
    ///   - metrics: the metrics of training that are wanted.
    ///   - costs: artifacts of the stages that it costs.
    init(
        policy: String, evaluations: [Artifact], training: Artifact, metrics: [String],
        costs: [Artifact]
    ) throws(Fault) {
        for evaluation in evaluations { try add(evaluation, policy) }
        try add(training, metrics)
        var draws = 0
        var seconds = 0.0
        for cost in costs {
            draws += ArmFigures.draws(of: cost.receipt.details)
            seconds += cost.receipt.cost.cpuSeconds
        }
        values.append(("draws", Double(draws)))
        values.append((ArmFigures.processorTime, seconds))
        let accuracy =
            values.first { $0.name.hasPrefix("accuracy sampled all") }
            ?? values.first { $0.name.hasPrefix("accuracy") }
        if let accuracy, seconds > 0 {
            values.append((ArmFigures.accuracyOverTime, accuracy.value / seconds))
        }
    }

    /// A policy's accuracies, and what its descriptions are worth.
    private mutating func add(_ evaluation: Artifact, _ policy: String) throws(Fault) {
        let rows = try TableReader.read(
            AccuracyRow.self, from: evaluation.path("accuracy.jsonl"))
        for row in rows where row.policy == policy {
            values.append(("accuracy \(row.mode) \(row.capability)", row.accuracy))
        }
        let described = try TableReader.read(
            DescriptionRow.self, from: evaluation.path("descriptions.jsonl"))
        for row in described
        where row.policy == policy && row.capability == "all" && row.family == nil {
            let kind = row.reader == "self" ? row.mode : "\(row.mode), fixed reader"
            let figures: [(String, Double?)] = [
                ("sufficiency", row.sufficiency.value),
                ("shortcut rate", row.shortcutRate.value),
                ("shortcuts of right", row.shortcutsOfRight.value),
                ("keyword recall", row.recall), ("keyword precision", row.precision),
            ]
            for (name, value) in figures {
                if let value { values.append(("\(name) \(kind)", value)) }
            }
        }
    }

    /// The means of metrics over the steps of training.
    private mutating func add(_ training: Artifact, _ metrics: [String]) throws(Fault) {
        let path = training.path(TrainingRun.checkpointFolder + "/metrics.jsonl")
        guard !metrics.isEmpty, try FileSystem.status(path) != nil else { return }
        var rows: [JSONValue] = []
        for line in try FileSystem.read(path).split(separator: 0x0A) {
            rows.append(try JSONReader.parse(Array(line), file: path))
        }
        for metric in metrics {
            let own = rows.compactMap { $0[metric]?.realValue }
            if own.isEmpty { continue }
            values.append((metric, own.reduce(0, +) / Double(own.count)))
        }
    }

    /// How many responses a stage drew: a rollout stage of all kinds, a `grpo` stage in training.
    private static func draws(of details: JSONValue) -> Int {
        let kinds = details["kinds"]?.objectValue ?? []
        return kinds.reduce(details["draws"]?.integerValue ?? 0) {
            $0 + ($1.value["rollouts"]?.integerValue ?? 0)
        }
    }
}

public import Records
import Storage

/// What is known of one arm under one seed.
public struct ArmFigures: Sendable {
    /// The figures, in the order of a table.
    public private(set) var values: [(name: String, value: Double)] = []

    init(values: [(name: String, value: Double)]) { self.values = values }

    /// Processor time of the stages that the arm costs, in seconds.
    static let processorTime = "cpu_seconds"
    /// Accuracy over that time.
    static let accuracyOverTime = "accuracy_per_cpu_second"

    /// Whether a figure differs from run to run: what depends on the machine.
    public static func isMeasuredTime(_ name: String) -> Bool {
        name == processorTime || name == accuracyOverTime
    }

    /// What a stage that the arm needs has cost.
    public struct Cost: Sendable {
        /// What its receipt tells of its draws: of all kinds for `rollout`, in training for `grpo`.
        public var details: JSONValue
        /// Processor time, in seconds.
        public var processorSeconds: Double

        /// A cost; see the properties.
        public init(details: JSONValue, processorSeconds: Double) {
            self.details = details
            self.processorSeconds = processorSeconds
        }

        /// How many responses the stage drew.
        fileprivate var draws: Int {
            let kinds = details["kinds"]?.objectValue ?? []
            return kinds.reduce(details["draws"]?.integerValue ?? 0) {
                $0 + ($1.value["rollouts"]?.integerValue ?? 0)
            }
        }
    }

    /// Reads the figures.
    ///
    /// - Parameters:
    ///   - policy: the name of the stage whose policy it is.
    ///   - evaluations: folders of evaluations that measured it, among others.
    ///   - steps: the table of what each step of its training measured; it need not be there.
    ///   - metrics: the metrics of training that are wanted.
    ///   - costs: those of the stages that it needs.
    /// - Throws: a `Fault` where a table cannot be read.
    public init(
        policy: String, evaluations: [String], steps: String, metrics: [String], costs: [Cost]
    ) throws(Fault) {
        for evaluation in evaluations { try add(evaluation, policy) }
        try add(steps: steps, metrics)
        let draws = costs.reduce(0) { $0 + $1.draws }
        let seconds = costs.reduce(0.0) { $0 + $1.processorSeconds }
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
    private mutating func add(_ evaluation: String, _ policy: String) throws(Fault) {
        let rows = try TableReader.read(
            AccuracyRow.self, from: evaluation + "/accuracy.jsonl")
        for row in rows where row.policy == policy {
            values.append(("accuracy \(row.mode) \(row.capability)", row.accuracy))
        }
        let described = try TableReader.read(
            DescriptionRow.self, from: evaluation + "/descriptions.jsonl")
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
    private mutating func add(steps path: String, _ metrics: [String]) throws(Fault) {
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
}

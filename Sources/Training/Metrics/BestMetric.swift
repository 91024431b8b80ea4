import Records

/// The metric that says which checkpoint is the best: its mean over the steps since the checkpoint
/// before, so that one lucky batch decides nothing.
public struct BestMetric: Sendable, Hashable {
    /// Its name, such as `reward`.
    public let name: String
    /// Whether less is better: for losses and divergences, and for what tells of a bad step.
    public let isLowest: Bool

    /// The metric of a name.
    public init(_ name: String) {
        self.name = name
        let lowest = [
            "kl", "gradient_norm", "clip_fraction", "zero_advantage_groups", "description_leaks",
        ]
        isLowest = name == "loss" || name.hasSuffix("_loss") || lowest.contains(name)
    }

    /// The mean over the last `count` rows; nothing if none of them has it.
    func mean(_ rows: [JSONValue], last count: Int) -> Double? {
        let values = rows.suffix(count).compactMap { $0[name]?.realValue }
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    /// Whether `value` is at least as good as `other`.
    func isBetter(_ value: Double, than other: Double) -> Bool {
        isLowest ? value <= other : value >= other
    }

    /// - Throws: a `Fault` if the step did not measure it.
    func check(_ metrics: StepMetrics) throws(Fault) {
        if metrics.values.contains(where: { $0.name == name }) { return }
        let names = metrics.values.map { "`\($0.name)`" }.joined(separator: ", ")
        throw Fault(
            .badInput, "`best` names the metric `\(name)`, which this training does not measure",
            remedy: "name one of \(names)")
    }
}

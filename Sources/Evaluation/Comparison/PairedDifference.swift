import Sampling

/// The mean of some measurements, or of their differences from others taken under the same seeds.
///
/// Seeds are the sample: the interval is Student's, with one degree of freedom less than seeds, and says
/// what other seeds would give on the same questions, not what other questions would.
struct PairedDifference: Sendable, Hashable {
    let count: Int
    let mean: Double
    /// The standard error of the mean; nothing for fewer than two.
    let standardError: Double?
    /// The 95 % interval of the mean; nothing for fewer than two.
    let interval: ClosedRange<Double>?

    /// The mean of measurements, one a seed.
    init(_ values: [Double]) {
        count = values.count
        let mean = values.reduce(0, +) / Double(max(1, values.count))
        self.mean = mean
        guard values.count > 1 else {
            standardError = nil
            interval = nil
            return
        }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let error = (squares / Double(values.count * (values.count - 1))).squareRoot()
        let reach = error * PairedDifference.quantile(degrees: values.count - 1)
        standardError = error
        interval = (mean - reach)...(mean + reach)
    }

    /// The mean difference of measurements from others, seed by seed.
    init(_ values: [Double], from others: [Double]) {
        precondition(values.count == others.count)
        self.init(zip(values, others).map { $0 - $1 })
    }

    /// The 97.5 % quantile of Student's t: t²/(d + t²) has a Beta(1/2, d/2) distribution.
    static func quantile(degrees: Int) -> Double {
        let share = BetaPosterior(alpha: 0.5, beta: Double(degrees) / 2).quantile(0.95)
        return (Double(degrees) * share / (1 - share)).squareRoot()
    }
}

/// Mean and spread of some numbers.
struct Spread {
    let count: Int
    let mean: Double
    /// The sum of squared differences from the mean.
    let squares: Double
    /// Whether there is no difference between them beyond rounding, or nothing to compare.
    let isNone: Bool

    init(_ values: [Double]) {
        count = values.count
        let mean = values.reduce(0, +) / Double(max(1, values.count))
        self.mean = mean
        squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let least = values.min() ?? 0
        let most = values.max() ?? 0
        isNone = values.count < 2 || most - least <= 1e-13 * max(abs(least), abs(most))
    }

    /// The unbiased variance; 0 for fewer than two numbers.
    var variance: Double { count < 2 ? 0 : squares / Double(count - 1) }
    /// The unbiased standard deviation.
    var deviation: Double { variance.squareRoot() }
    /// The variance of the numbers as a whole population.
    var populationVariance: Double { squares / Double(max(1, count)) }
}

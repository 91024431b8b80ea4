/// Makes the values of all tokens of a batch have mean 0 and variance 1.
enum Whitening {
    /// (x − mean) / √(variance + 1e-8), variance unbiased (`masked_whiten` of EasyR1 and verl, whose
    /// mean is the sum / (count + 1e-8)).
    case unbiased
    /// (x − mean) / √max(variance, 1e-8), variance of the population (OpenRLHF).
    case population

    /// The whitened values; 0 where they do not differ.
    func apply(to values: [[Double]]) -> [[Double]] {
        let spread = Spread(values.flatMap { $0 })
        if spread.isNone { return values.map { $0.map { _ in 0 } } }
        let count = Double(spread.count)
        let (mean, deviation) =
            switch self {
            case .unbiased:
                (spread.mean * count / (count + 1e-8), (spread.variance + 1e-8).squareRoot())
            case .population:
                (spread.mean, max(spread.populationVariance, 1e-8).squareRoot())
            }
        return values.map { $0.map { ($0 - mean) / deviation } }
    }
}

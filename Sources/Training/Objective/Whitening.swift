/// Makes the values of all tokens of a batch have mean 0 and variance 1.
enum Whitening {
    /// (x − mean) / √(variance + 1e-8), variance unbiased (`masked_whiten` of EasyR1 and verl).
    case unbiased
    /// (x − mean) / √max(variance, 1e-8), variance of the population (OpenRLHF).
    case population

    /// The whitened values; 0 where they do not differ.
    func apply(to values: [[Double]]) -> [[Double]] {
        let spread = Spread(values.flatMap { $0 })
        if spread.isNone { return values.map { $0.map { _ in 0 } } }
        let deviation =
            switch self {
            case .unbiased: (spread.variance + 1e-8).squareRoot()
            case .population: max(spread.populationVariance, 1e-8).squareRoot()
            }
        return values.map { $0.map { ($0 - spread.mean) / deviation } }
    }
}

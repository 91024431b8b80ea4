import Glibc
public import Records

extension KLEstimator {
    /// The estimate at a token and its slope.
    ///
    /// - Parameters:
    ///   - logProbability: under the policy that is trained.
    ///   - reference: under the policy that it is held to.
    /// - Returns: the value, and ∂value/∂logProbability.
    public func term(
        logProbability: Double, reference: Double
    ) -> (value: Double, slope: Double) {
        let difference = logProbability - reference
        switch self {
        case .k1: return (difference, 1)
        case .k2: return (difference * difference / 2, difference)
        case .k3:
            let ratio = exp(-difference)
            return (ratio + difference - 1, 1 - ratio)
        case .lowVariance: return KLEstimator.clamped(difference)
        case .absolute:
            return (abs(difference), difference > 0 ? 1 : difference < 0 ? -1 : 0)
        case .k1StraightThrough: return (difference, difference)
        case .k3StraightThrough: return (KLEstimator.clamped(difference).value, difference)
        }
    }

    private static func clamped(_ difference: Double) -> (value: Double, slope: Double) {
        let bounded = min(max(-difference, -20), 20)
        let value = exp(bounded) - bounded - 1
        let holds = abs(difference) > 20 || value > 10
        return (min(value, 10), holds ? 0 : 1 - exp(bounded))
    }
}

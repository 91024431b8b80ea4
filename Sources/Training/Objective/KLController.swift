/// The weight of a KL term over training.
public struct KLController: Sendable, Hashable {
    /// How the weight changes.
    public enum Rule: Sendable, Hashable {
        /// Never.
        case fixed
        /// Towards a wanted divergence, at most a fifth of `count / horizon` an update (arXiv
        /// 1909.08593; `AdaptiveKLController` of TRL 0.11, EasyR1 and verl).
        case adaptive(target: Double, horizon: Double)
    }

    /// The weight now.
    public private(set) var weight: Double
    /// How it changes.
    public let rule: Rule

    /// A controller that starts with a weight.
    public init(weight: Double, rule: Rule = .fixed) {
        if case .adaptive(let target, let horizon) = rule {
            precondition(target > 0 && horizon > 0)
        }
        self.weight = weight
        self.rule = rule
    }

    /// Takes note of a divergence.
    ///
    /// - Parameters:
    ///   - observed: the mean divergence a response or token, whichever the target means.
    ///   - count: responses since the last update.
    public mutating func update(observed: Double, count: Int) {
        guard case .adaptive(let target, let horizon) = rule, observed.isFinite else { return }
        let error = min(max(observed / target - 1, -0.2), 0.2)
        weight *= 1 + error * Double(count) / horizon
    }
}

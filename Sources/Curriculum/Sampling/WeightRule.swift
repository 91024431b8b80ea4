/// How likely a question is drawn, beside others.
public enum WeightRule: String, Sendable, Hashable, CaseIterable {
    /// All alike.
    case uniform
    /// By the expected variance of its reward, of p(1−p).
    case variance
    /// By the probability that its group has both outcomes, and so an advantage.
    case usefulness

    /// The weight of a question, from 0 to 1, before others are looked at.
    public func weight(of candidate: Candidate) -> Double {
        switch self {
        case .uniform: 1
        case .variance: candidate.variance
        case .usefulness: candidate.mixed
        }
    }
}

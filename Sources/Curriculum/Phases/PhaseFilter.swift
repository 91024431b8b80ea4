import Records

/// What a phase's rule says of a question by itself, in few steps: it is asked many million times.
struct PhaseFilter: Sendable {
    /// What the rule says of a question.
    enum Standing {
        /// It fits.
        case fits
        /// Its capability, label or pass rate is none of the phase's.
        case other
        /// It fits but for an exclusion.
        case excluded(PhaseRule.Exclusion)
        /// It fits, but is never drawn.
        case zeroWeight
    }

    private let capabilities: UInt8
    private let labels: UInt8
    private let passRate: ClosedRange<Double>
    private let excludesShortcuts: Bool
    /// The rewards that must not all be constant; nothing where that does not matter.
    private let rewards: Candidate.Flags?
    private let weights: WeightMix

    init(_ rule: PhaseRule) {
        capabilities = PhaseFilter.mask(Capability.allCases.map { rule.capabilities.contains($0) })
        labels = PhaseFilter.mask(Difficulty.allCases.map { rule.labels.contains($0) })
        passRate = rule.passRate
        excludesShortcuts = rule.exclusions.contains(.shortcut)
        rewards = rule.exclusions.contains(.constantRewards) ? rule.rewards : nil
        weights = rule.weights
    }

    private static func mask(_ places: [Bool]) -> UInt8 {
        places.reversed().reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
    }

    /// Whether the phase trains a question's capability.
    func takesCapability(of candidate: Candidate) -> Bool {
        capabilities >> UInt8(candidate.capabilityNumber) & 1 == 1
    }

    /// What the rule says of a question.
    func standing(_ candidate: Candidate) -> Standing {
        guard takesCapability(of: candidate),
            labels >> UInt8(candidate.difficultyNumber) & 1 == 1,
            passRate.contains(candidate.posteriorMean)
        else { return .other }
        if excludesShortcuts, candidate.flags.contains(.shortcut) { return .excluded(.shortcut) }
        if let rewards, candidate.flags.isSuperset(of: rewards) {
            return .excluded(.constantRewards)
        }
        return weights.isZero(candidate) ? .zeroWeight : .fits
    }

    /// Whether a question can be drawn.
    func fits(_ candidate: Candidate) -> Bool {
        if case .fits = standing(candidate) { true } else { false }
    }
}

public import Records

/// Where pass rates begin to be easy and end to be hard.
public struct DifficultyBounds: Sendable, Hashable {
    /// Pass rates above it are easy.
    public var easyAbove: Double
    /// Pass rates below it are hard.
    public var hardBelow: Double

    /// Bounds; 0.9 and 0.1 by default.
    ///
    /// - Precondition: `hardBelow` is not above `easyAbove`.
    public init(easyAbove: Double = 0.9, hardBelow: Double = 0.1) {
        precondition(hardBelow <= easyAbove, "what is hard lies below what is easy")
        self.easyAbove = easyAbove
        self.hardBelow = hardBelow
    }

    /// The probability that a pass rate lies where a label says; 0 for the labels that say
    /// nothing of it.
    public func probability(of label: Difficulty, _ posterior: BetaPosterior) -> Double {
        switch label {
        case .easy: posterior.probability(above: easyAbove)
        case .hard: posterior.probability(below: hardBelow)
        case .medium:
            max(
                0,
                posterior.probability(below: easyAbove) - posterior.probability(below: hardBelow))
        case .undecided, .excluded: 0
        }
    }
}

/// Scores how well a description fits one of a phase's pictures.
public protocol AlignmentScoring: Sendable {
    /// How well a description fits the phase's picture at a place: at most 1; may be negative.
    func score(description: String, picture: Int) -> Double
}

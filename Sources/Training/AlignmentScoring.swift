/// Scores how well a description fits one of a phase's pictures.
public protocol AlignmentScoring: Sendable {
    /// The score of a description, at most 1; may be negative.
    ///
    /// - Parameter picture: which of the phase's pictures it should fit.
    func score(description: String, picture: Int) -> Double
}

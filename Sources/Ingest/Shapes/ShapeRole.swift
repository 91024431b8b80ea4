/// What a split of the shapes data set is for.
public enum ShapeRole: String, Sendable, Hashable, CaseIterable {
    /// Warm-up: every answerable family alike, with the imperfect teacher's responses.
    case supervised
    /// Reinforcement learning: weighted families, one in four hopeless, one label in twenty wrong.
    case pool
    /// Evaluation: every answerable family alike, no responses.
    case heldOut = "held-out"

    /// The families to draw from, each as often as it stands here.
    var families: [ShapeFamily] {
        switch self {
        case .pool:
            ShapeFamily.allCases.flatMap { Array(repeating: $0, count: $0.poolWeight) }
        case .supervised, .heldOut: ShapeFamily.answerable
        }
    }
}

/// A whole checkpoint in a trainer's run folder.
public struct RunCheckpoint: Sendable, Hashable {
    /// The training step, as the trainer counts.
    public var step: Int
    /// Its folder.
    public var path: String
    /// The folder of weights that another training can start from; nothing where they must be merged
    /// first or were not saved.
    public var weights: String?
    /// Why training cannot go on from it; nothing if it can.
    public var obstacle: String?

    /// Whether training can go on from it.
    public var isResumable: Bool { obstacle == nil }

    /// A checkpoint; see the properties.
    public init(step: Int, path: String, weights: String? = nil, obstacle: String? = nil) {
        self.step = step
        self.path = path
        self.weights = weights
        self.obstacle = obstacle
    }
}

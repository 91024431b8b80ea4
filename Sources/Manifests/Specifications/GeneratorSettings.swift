/// A generator that makes a data set: the `generator` key of a data set.
public struct GeneratorSettings: Sendable, Hashable {
    /// Which generator.
    public enum Name: String, Sendable, Hashable, CaseIterable {
        /// Boards of coloured shapes.
        case shapes
    }

    /// What the questions of a split are for.
    public enum Role: String, Sendable, Hashable, CaseIterable {
        /// Warm-up: with the responses of an imperfect teacher.
        case supervised
        /// Reinforcement learning: easy, medium, hopeless and mislabelled questions.
        case pool
        /// Measurement.
        case heldOut = "held-out"
    }

    /// One split that is made.
    public struct Split: Sendable, Hashable {
        /// The split's name, unique in its data set.
        public var name = ""
        /// How many questions.
        public var count = 0
        /// What they are for.
        public var role = Role.supervised

        /// A split without questions.
        public init() {}
    }

    /// Which generator.
    public var name = Name.shapes
    /// The splits, in order.
    public var splits: [Split] = []
    /// The seed of the data; a run's own seed does not change them.
    public var seed: UInt64 = 0

    /// A generator of no splits.
    public init() {}
}

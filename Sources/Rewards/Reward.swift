/// A response's reward: the components that the recipe uses, and their weighted sum.
public struct Reward: Sendable, Hashable {
    /// Each component before weighting.
    public var components: [RewardComponent: Double]
    /// The weighted sum.
    public var total: Double
    /// What an external reward says its score is made of, in its order; it enters no sum.
    public var parts: [Part] = []

    /// One of the numbers behind an external reward's score.
    public struct Part: Sendable, Hashable {
        /// Its name, as the program or service calls it.
        public var name: String
        /// The number.
        public var value: Double

        /// A part; see the properties.
        public init(name: String, value: Double) {
            self.name = name
            self.value = value
        }
    }

    /// Adds a component that was scored apart from the others.
    public mutating func add(_ component: RewardComponent, _ value: Double, weight: Double) {
        components[component] = value
        total += weight * value
    }
}

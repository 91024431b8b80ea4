public import Records

/// Which questions a phase takes.
public struct PhaseSelection: Sendable, Hashable {
    /// The phase's name.
    public var name: String
    /// Capabilities it trains.
    public var capabilities: Set<Capability>
    /// Labels it takes.
    public var labels: Set<Difficulty>
    /// Whether it may be empty.
    public var isOptional: Bool

    /// A phase's rule.
    public init(
        name: String, capabilities: Set<Capability>, labels: Set<Difficulty>, isOptional: Bool
    ) {
        self.name = name
        self.capabilities = capabilities
        self.labels = labels
        self.isOptional = isOptional
    }
}

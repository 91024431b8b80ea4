public import Records

/// What a look at the surroundings found: that something works, or how to get it.
public struct Finding: Sendable, Hashable {
    /// How something stands.
    public enum State: String, Sendable, Hashable {
        /// It works.
        case works
        /// It works, but not as one would wish.
        case notice
        /// It is not there. Nothing that is optional is more than that.
        case missing
    }

    /// What it belongs to, such as `machine`.
    public var group: String
    /// What was looked at.
    public var name: String
    /// How it stands.
    public var state: State
    /// What was found.
    public var fact: String
    /// How to get it, or to make it better.
    public var remedy: String?

    /// Something that works.
    public init(_ group: String, _ name: String, _ fact: String) {
        self.init(group, name, .works, fact)
    }

    /// Something that was found.
    public init(
        _ group: String, _ name: String, _ state: State, _ fact: String, remedy: String? = nil
    ) {
        self.group = group
        self.name = name
        self.state = state
        self.fact = fact
        self.remedy = remedy
    }

    /// The finding as an object.
    public var json: JSONValue {
        .object([
            .init("group", .string(group)), .init("name", .string(name)),
            .init("state", .string(state.rawValue)), .init("fact", .string(fact)),
            .init("remedy", remedy.map { .string($0) } ?? .null),
        ])
    }
}

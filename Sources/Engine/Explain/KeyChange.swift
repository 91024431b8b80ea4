public import Records

/// A part of a stage's key that is not what it was, in words for the user.
public struct KeyChange: Sendable, Hashable {
    /// The parts that a key is made of.
    public enum Component: String, Sendable, Hashable, CaseIterable {
        /// What the stage does.
        case kind
        /// The version of the code that does it.
        case version
        /// What the user set.
        case parameters
        /// What it reads from other stages.
        case inputs
        /// What it reads from outside the store.
        case content
        /// The seed.
        case seed
    }

    /// The part of the key.
    public var component: Component
    /// What changed, such as `rollouts.n 4 → 8`; printable.
    public var text: String
    /// Where the user gave what stands there now.
    public var location: SourceLocation?
    /// The path in the part, and both values; nothing where the text alone says it.
    public var change: JSONChange?

    /// A part that changed.
    public init(
        _ component: Component, _ text: String, location: SourceLocation? = nil,
        change: JSONChange? = nil
    ) {
        self.component = component
        self.text = text
        self.location = location
        self.change = change
    }

    /// `pipelines/pebr-r1.yaml:14 rollouts.n 4 → 8`.
    public var line: String {
        guard let location else { return text }
        // The lines of what the command line gave are nobody's to look up.
        let isFile = !location.file.hasPrefix("--")
        let place = isFile ? "\(location.file):\(location.line)" : location.file
        return "\(FaultRenderer.printable(place)) \(text)"
    }

    /// The change as an object.
    public var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("component", .string(component.rawValue)), .init("text", .string(text)),
        ]
        if let location {
            members.append(.init("file", .string(location.file)))
            members.append(.init("line", .integer(location.line)))
        }
        if let change {
            members.append(.init("path", .string(change.name)))
            members.append(.init("before", change.before ?? .null))
            members.append(.init("after", change.after ?? .null))
        }
        return .object(members)
    }
}

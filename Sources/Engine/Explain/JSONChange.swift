public import Records

/// A place at which two JSON values differ.
public struct JSONChange: Sendable, Hashable {
    /// Where: names and positions from the outside in. An element of a list that has a name is called
    /// by it.
    public var path: [String]
    /// What stood there; nothing where something was added.
    public var before: JSONValue?
    /// What stands there now; nothing where something was removed.
    public var after: JSONValue?

    /// A difference at a place.
    public init(path: [String], before: JSONValue?, after: JSONValue?) {
        self.path = path
        self.before = before
        self.after = after
    }

    /// The path with points between its steps.
    public var name: String { path.joined(separator: ".") }

    /// Whether contents differ that only their digests stand for.
    public var isOfContent: Bool {
        let values = [before, after].compactMap { $0 }
        return values.allSatisfy { $0.stringValue.flatMap { Digest(hex: $0) } != nil }
    }

    /// `4 → 8`; `none` stands for nothing, and long values are cut.
    public var valueText: String {
        "\(JSONChange.text(of: before)) → \(JSONChange.text(of: after))"
    }

    /// A value on one short line that cannot steer a terminal.
    public static func text(of value: JSONValue?) -> String {
        guard let value, value != .null else { return "none" }
        let whole: String
        switch value {
        case .string(let text): whole = text.isEmpty ? "\"\"" : text
        case .array(let elements) where elements.allSatisfy { $0.isScalar }:
            // One more than fits is enough to see that it is cut.
            let shown = elements.prefix(JSONChange.longest + 1).map { text(of: $0) }
            whole = "[" + shown.joined(separator: ", ") + "]"
        default: whole = value.serialized
        }
        let start = whole.unicodeScalars.prefix(JSONChange.longest)
        let isCut = start.endIndex != whole.unicodeScalars.endIndex
        let line = FaultRenderer.printable(String(start)).replacing("\t", with: "\\t")
        return isCut ? line + "…" : line
    }

    private static let longest = 48
}

extension JSONValue {
    /// Whether it is neither a list nor an object.
    var isScalar: Bool { arrayValue == nil && objectValue == nil }
}

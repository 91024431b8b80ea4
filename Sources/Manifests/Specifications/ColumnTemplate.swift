/// A text with placeholders: `images/{2}.png` takes field 2 of the row; `{{` and `}}` are braces.
public struct ColumnTemplate: Sendable, Hashable, CustomStringConvertible {
    /// A piece of a template.
    public enum Part: Sendable, Hashable {
        /// Text as it stands.
        case text(String)
        /// The value of a field of the row.
        case field(FieldPath)
    }

    /// The template as written.
    public let description: String
    /// The pieces, in order.
    public let parts: [Part]

    /// A template without fields: the text as it stands.
    init(text: String) {
        description = text
        parts = text.isEmpty ? [] : [.text(text)]
    }

    /// A template, or nothing if a brace is not closed, not opened, or holds no field path.
    public init?(_ text: String) {
        var parts: [Part] = []
        var literal = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            switch character {
            case "{" where rest.first == "{", "}" where rest.first == "}":
                rest.removeFirst()
                literal.append(character)
            case "{":
                guard let end = rest.firstIndex(of: "}"), let path = FieldPath(String(rest[..<end]))
                else { return nil }
                if !literal.isEmpty { parts.append(.text(literal)) }
                literal = ""
                parts.append(.field(path))
                rest = rest[rest.index(after: end)...]
            case "}": return nil
            default: literal.append(character)
            }
        }
        if !literal.isEmpty { parts.append(.text(literal)) }
        self.parts = parts
        self.description = text
    }
}

/// A text with placeholders in braces, such as `--out={outputs.result}`; `{{` and `}}` are braces.
public struct CommandTemplate: Sendable, Hashable, CustomStringConvertible {
    /// A piece of a template.
    public enum Part: Sendable, Hashable {
        /// Text as it stands.
        case text(String)
        /// What stands between braces.
        case placeholder(String)
    }

    /// Placeholders for the file that a unit is about: its path, its name, and its name without the
    /// last extension.
    public static let itemPlaceholders = ["item", "item.name", "item.stem"]

    /// The template as written.
    public let description: String
    /// The pieces, in order.
    public let parts: [Part]

    /// What stands between braces, in order.
    public var placeholders: [String] {
        parts.compactMap { if case .placeholder(let name) = $0 { name } else { nil } }
    }

    /// The text, if there is no placeholder in it.
    public var constant: String? {
        parts.reduce("") { text, part in
            if case .text(let more) = part { text.map { $0 + more } } else { nil }
        }
    }

    /// A template, or nothing if a brace is not closed or not opened.
    public init?(_ text: String) {
        var parts: [Part] = []
        var literal: [UInt8] = []
        var rest = Array(text.utf8)[...]
        func take() {
            if !literal.isEmpty { parts.append(.text(String(decoding: literal, as: UTF8.self))) }
            literal = []
        }
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "{") where rest.first == byte,
                UInt8(ascii: "}") where rest.first == byte:
                rest.removeFirst()
                literal.append(byte)
            case UInt8(ascii: "{"):
                guard let end = rest.firstIndex(of: UInt8(ascii: "}")) else { return nil }
                take()
                parts.append(.placeholder(String(decoding: rest[..<end], as: UTF8.self)))
                rest = rest[(end + 1)...]
            case UInt8(ascii: "}"): return nil
            default: literal.append(byte)
            }
        }
        take()
        self.parts = parts
        description = text
    }
}

/// HTML or SVG that is safe to write into a page: text enters it escaped, and in no other way.
struct Markup: Sendable, Hashable {
    /// An attribute: its name is a literal, its value is escaped.
    struct Attribute {
        var name: StaticString
        var value: String

        init(_ name: StaticString, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    private(set) var bytes: [UInt8]

    /// Nothing.
    static let empty = Markup(bytes: [])

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// A text as it is to be read. Control characters, and those that turn a text's direction, are made
    /// visible: a question cannot look like another one.
    static func text(_ text: String) -> Markup {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return Markup(bytes: bytes)
    }

    /// An element with its attributes, whose values are escaped, and its content. Names are literals.
    static func element(
        _ name: StaticString, _ attributes: [Attribute] = [],
        _ content: [Markup] = []
    ) -> Markup {
        var bytes: [UInt8] = [UInt8(ascii: "<")]
        append(name, to: &bytes)
        for attribute in attributes {
            bytes.append(UInt8(ascii: " "))
            append(attribute.name, to: &bytes)
            bytes += "=\"".utf8
            append(attribute.value, to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: ">"))
        for part in content { bytes += part.bytes }
        if isVoid(name) { return Markup(bytes: bytes) }
        bytes += "</".utf8
        append(name, to: &bytes)
        bytes.append(UInt8(ascii: ">"))
        return Markup(bytes: bytes)
    }

    /// The content of one of this module's resources, which is ours.
    static func resource(_ bytes: [UInt8]) -> Markup { Markup(bytes: bytes) }

    /// Letters of Base64, and line ends.
    ///
    /// - Precondition: it holds nothing else.
    static func base64(_ bytes: [UInt8]) -> Markup {
        precondition(
            bytes.allSatisfy { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: "&") },
            "Base64 has no markup")
        return Markup(bytes: bytes)
    }

    /// JSON that is read by a script out of an inert element: what could end the element, or a line of
    /// JavaScript, is escaped.
    static func json(_ serialized: [UInt8]) -> Markup {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(serialized.count)
        for (place, byte) in serialized.enumerated() {
            switch byte {
            case UInt8(ascii: "<"): bytes += "\\u003c".utf8
            case UInt8(ascii: ">"): bytes += "\\u003e".utf8
            case UInt8(ascii: "&"): bytes += "\\u0026".utf8
            case 0xE2 where serialized[place...].starts(with: [0xE2, 0x80, 0xA8]):
                bytes += "\\u2028".utf8
            case 0xE2 where serialized[place...].starts(with: [0xE2, 0x80, 0xA9]):
                bytes += "\\u2029".utf8
            case 0x80 where isSeparator(serialized, place - 1): break
            case 0xA8 where isSeparator(serialized, place - 2),
                0xA9 where isSeparator(serialized, place - 2):
                break
            default: bytes.append(byte)
            }
        }
        return Markup(bytes: bytes)
    }

    /// Markup after markup.
    static func + (left: Markup, right: Markup) -> Markup { Markup(bytes: left.bytes + right.bytes) }

    /// Adds markup at the end.
    static func += (left: inout Markup, right: Markup) { left.bytes += right.bytes }

    /// Whether a line or paragraph separator starts at a place.
    private static func isSeparator(_ bytes: [UInt8], _ place: Int) -> Bool {
        place >= 0 && place + 2 < bytes.count && bytes[place] == 0xE2 && bytes[place + 1] == 0x80
            && (bytes[place + 2] == 0xA8 || bytes[place + 2] == 0xA9)
    }

    private static func isVoid(_ name: StaticString) -> Bool {
        ["meta", "img", "br", "hr", "input", "link"].contains("\(name)")
    }

    private static func append(_ name: StaticString, to bytes: inout [UInt8]) {
        bytes += "\(name)".utf8
    }
}

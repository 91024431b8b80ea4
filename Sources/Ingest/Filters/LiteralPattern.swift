/// A regular expression that is plain text, at the start, at the end or anywhere.
struct LiteralPattern: Hashable {
    /// The bytes to look for.
    var text: [UInt8]
    /// Whether they must be the first.
    var isAtStart = false
    /// Whether they must be the last.
    var isAtEnd = false

    /// The most plain texts that an expression may stand for.
    private static let maximumCount = 64

    /// Whether they are there.
    func matches(_ bytes: borrowing Span<UInt8>, ignoringCase: Bool) -> Bool {
        switch (isAtStart, isAtEnd) {
        case (false, false):
            ByteMatch.first(text, in: bytes, ignoringCase: ignoringCase) != nil
        case (true, false): ByteMatch.has(text, at: 0, in: bytes, ignoringCase: ignoringCase)
        case (_, true):
            (!isAtStart || bytes.count == text.count)
                && ByteMatch.has(
                    text, at: bytes.count - text.count, in: bytes, ignoringCase: ignoringCase)
        }
    }

    /// The plain texts that a regular expression stands for, and whether case is ignored; nothing if
    /// it holds more than text, `^`, `$`, `|`, groups of plain alternatives, escaped signs and `(?i)`.
    static func parse(
        _ pattern: String, ignoresCase: Bool
    ) -> (patterns: [LiteralPattern], ignoresCase: Bool)? {
        var bytes = Array(pattern.utf8)[...]
        var ignoresCase = ignoresCase
        if bytes.starts(with: "(?i)".utf8) {
            ignoresCase = true
            bytes = bytes.dropFirst(4)
        }
        // Case beyond ASCII is not a matter of bytes.
        if ignoresCase, !bytes.allSatisfy({ $0 < 0x80 }) { return nil }
        var patterns: [LiteralPattern] = []
        repeat {
            guard let found = alternative(&bytes) else { return nil }
            patterns += found
            guard patterns.count <= maximumCount else { return nil }
        } while bytes.popFirst() != nil
        return (patterns, ignoresCase)
    }

    /// Reads up to a `|` or the end, which stays.
    private static func alternative(_ bytes: inout ArraySlice<UInt8>) -> [LiteralPattern]? {
        var texts: [[UInt8]] = [[]]
        let isAtStart = bytes.first == UInt8(ascii: "^")
        if isAtStart { bytes.removeFirst() }
        var isAtEnd = false
        while let byte = bytes.first, byte != UInt8(ascii: "|") {
            guard !isAtEnd else { return nil }
            bytes.removeFirst()
            switch byte {
            case UInt8(ascii: "$"): isAtEnd = true
            case UInt8(ascii: "("):
                guard let group = group(&bytes), texts.count * group.count <= maximumCount else {
                    return nil
                }
                texts = texts.flatMap { text in group.map { text + $0 } }
            default:
                guard let literal = literal(byte, &bytes) else { return nil }
                for index in texts.indices { texts[index].append(literal) }
            }
        }
        return texts.map { LiteralPattern(text: $0, isAtStart: isAtStart, isAtEnd: isAtEnd) }
    }

    /// Reads the alternatives of a group past its end.
    private static func group(_ bytes: inout ArraySlice<UInt8>) -> [[UInt8]]? {
        if bytes.starts(with: "?:".utf8) { bytes = bytes.dropFirst(2) }
        var texts: [[UInt8]] = []
        var text: [UInt8] = []
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: ")"): return texts + [text]
            case UInt8(ascii: "|"):
                texts.append(text)
                text = []
            case UInt8(ascii: "("), UInt8(ascii: "^"), UInt8(ascii: "$"): return nil
            default:
                guard let literal = literal(byte, &bytes) else { return nil }
                text.append(literal)
            }
        }
        return nil
    }

    /// The byte that an expression's byte stands for; nothing where it is more than itself.
    private static func literal(_ byte: UInt8, _ bytes: inout ArraySlice<UInt8>) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\\"):
            // Before a letter or a digit it is a class, an anchor or a reference.
            guard let next = bytes.popFirst(), next < 0x80, next > 0x20,
                !(48...57).contains(next), !(97...122).contains(next | 0x20)
            else { return nil }
            return next
        case UInt8(ascii: "."), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"),
            UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
            UInt8(ascii: ")"), UInt8(ascii: "^"):
            return nil
        default: return byte
        }
    }
}

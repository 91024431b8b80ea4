import Manifests

/// The units that shingles are made of, as hashes in order.
///
/// Capitals count as small letters, `<image>` tags and punctuation as blanks; signs of mathematics are
/// words of their own, for `x + 1` and `x - 1` are different questions. In scripts without blanks
/// between words, a character is a word.
enum TextUnits {
    /// The units of a text.
    static func hashes(of text: String, _ unit: DuplicateRules.NearText.Unit) -> [UInt64] {
        let bytes = text.utf8.span
        var result: [UInt64] = []
        result.reserveCapacity(bytes.count / (unit == .words ? 5 : 1) + 1)
        var word: UInt64 = 0
        var index = 0
        func close() {
            if word != 0 { result.append(word) }
            word = 0
        }
        while index < bytes.count {
            let byte = bytes[index]
            let length = length(of: byte)
            switch kind(of: byte, at: index, in: bytes) {
            case .blank:
                close()
                // Between characters one blank counts, as one unit.
                if unit == .characters, result.last != blank, !result.isEmpty {
                    result.append(blank)
                }
                if byte == UInt8(ascii: "<"), ByteMatch.has("<image>", at: index, in: bytes) {
                    index += 7
                    continue
                }
            case .letter:
                if unit == .characters { close() }
                for offset in index..<min(index + length, bytes.count) {
                    word = KeyHash.mix(word &+ 1, UInt64(ByteMatch.lowered(bytes[offset])))
                }
            case .sign:
                close()
                for offset in index..<min(index + length, bytes.count) {
                    word = KeyHash.mix(word &+ 1, UInt64(bytes[offset]))
                }
                close()
            }
            index += length
        }
        close()
        if result.last == blank { result.removeLast() }
        return result
    }

    private enum Kind { case blank, letter, sign }

    /// The unit that stands for blanks.
    private static let blank: UInt64 = 0x20

    private static func length(of byte: UInt8) -> Int {
        byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    }

    private static func kind(
        of byte: UInt8, at index: Int, in bytes: borrowing Span<UInt8>
    ) -> Kind {
        switch byte {
        case 48...57, 65...90, 97...122: return .letter
        case UInt8(ascii: "."), UInt8(ascii: ","):
            // Inside a number it belongs to it.
            let isInside =
                index > 0 && index + 1 < bytes.count && (48...57).contains(bytes[index - 1])
                && (48...57).contains(bytes[index + 1])
            return isInside ? .letter : .blank
        case UInt8(ascii: "<"):
            return ByteMatch.has("<image>", at: index, in: bytes) ? .blank : .sign
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"),
            UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "^"), UInt8(ascii: "%"),
            UInt8(ascii: "$"), UInt8(ascii: "|"), UInt8(ascii: "\\"), UInt8(ascii: "&"),
            UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "~"):
            return .sign
        case 0..<0x80: return .blank
        // General punctuation.
        case 0xE2 where index + 1 < bytes.count && bytes[index + 1] <= 0x81: return .blank
        // U+3000 to U+D7FF: Chinese, Japanese, Korean; their punctuation are signs as well.
        case 0xE3...0xED: return .sign
        default: return .letter
        }
    }
}

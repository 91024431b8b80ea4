/// What one pass over the UTF-8 of a text finds.
struct TextScan {
    /// How many `<image>` tags there are.
    private(set) var imageTagCount = 0
    /// How many tags with a number there are, such as `<image1>`.
    private(set) var numberedTagCount = 0
    /// Where the first token of a chat template lies.
    private(set) var token: Range<Int>?
    /// How many characters have a shape, tags left out.
    private(set) var visibleCount = 0
    /// Whether there is a NUL.
    private(set) var hasNUL = false
    /// The first other control character, if there is one.
    private(set) var control: Unicode.Scalar?
    /// The first character without a shape, if there is one.
    private(set) var invisible: Unicode.Scalar?
    /// Whether there is a replacement character.
    private(set) var hasReplacement = false
    /// Whether there is nothing but ASCII.
    private(set) var isASCII = true
    /// Whether there may be something that is not in composed form.
    private(set) var mayBeUncomposed = false
    /// The most combining marks in a row.
    private(set) var longestMarkRun = 0
    /// Whether there is a backslash, with which LaTeX begins.
    private(set) var hasBackslash = false
    /// Whether the word "answer" may be there.
    private(set) var mayNameAnswer = false

    /// Where the last scalar beyond ASCII ended.
    private var highEnd = -1
    /// Where the last combining mark ended, and how many there were in a row.
    private var markEnd = -1
    private var markRun = 0

    /// Looks through a text.
    init(_ bytes: borrowing Span<UInt8>, tokens: ChatTokens) {
        var index = 0
        let count = bytes.count
        while index < count {
            let byte = bytes[index]
            switch TextScan.kind(of: byte) {
            case .blank: index += 1
            case .plain:
                visibleCount &+= 1
                index += 1
            case .high: index = takeScalar(at: index, in: bytes)
            case .notable: index = takeNotable(byte, at: index, in: bytes, tokens)
            }
        }
    }

    private enum ByteKind { case blank, plain, high, notable }

    @inline(__always)
    private static func kind(of byte: UInt8) -> ByteKind {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D: .blank
        case UInt8(ascii: "<"), UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "w"),
            UInt8(ascii: "W"), 0x00...0x1F, 0x7F:
            .notable
        case 0x80...0xFF: .high
        default: .plain
        }
    }

    /// Takes an ASCII character that means more than itself.
    ///
    /// - Returns: where the next begins.
    private mutating func takeNotable(
        _ byte: UInt8, at index: Int, in bytes: borrowing Span<UInt8>, _ tokens: ChatTokens
    ) -> Int {
        switch byte {
        case 0: hasNUL = true
        case 0x01...0x1F, 0x7F: if control == nil { control = Unicode.Scalar(byte) }
        case UInt8(ascii: "<"), UInt8(ascii: "["):
            if byte == UInt8(ascii: "<"), let tag = ImageTag(at: index, in: bytes) {
                if tag.number == nil { imageTagCount += 1 } else { numberedTagCount += 1 }
                return index + tag.byteCount
            }
            if token == nil, let length = tokens.length(at: index, in: bytes) {
                token = index..<(index + length)
            }
            visibleCount &+= 1
        case UInt8(ascii: "\\"):
            hasBackslash = true
            visibleCount &+= 1
        default:
            if !mayNameAnswer, index >= 3, index + 2 < bytes.count,
                bytes[index - 1] | 0x20 == UInt8(ascii: "s"),
                bytes[index + 1] | 0x20 == UInt8(ascii: "e"),
                bytes[index + 2] | 0x20 == UInt8(ascii: "r")
            {
                mayNameAnswer = true
            }
            visibleCount &+= 1
        }
        return index + 1
    }

    /// Takes a scalar beyond ASCII.
    ///
    /// - Returns: where the next begins.
    private mutating func takeScalar(at index: Int, in bytes: borrowing Span<UInt8>) -> Int {
        let (scalar, length) = UTF8Scalar.decode(at: index, in: bytes)
        let end = index + length
        isASCII = false
        let shape = ScalarShape(scalar)
        if shape != .letter { mayBeUncomposed = true }
        switch shape {
        case .letter, .other: visibleCount &+= 1
        case .blank, .variation: break
        case .control: if control == nil { control = scalar }
        case .replacement:
            hasReplacement = true
            visibleCount &+= 1
        case .mark:
            markRun = markEnd == index ? markRun + 1 : 1
            markEnd = end
            longestMarkRun = max(longestMarkRun, markRun)
        // Emoji and scripts such as Persian join characters beyond ASCII; nothing joins ASCII.
        case .joiner: if highEnd != index, invisible == nil { invisible = scalar }
        case .invisible: if invisible == nil { invisible = scalar }
        }
        highEnd = end
        return end
    }
}

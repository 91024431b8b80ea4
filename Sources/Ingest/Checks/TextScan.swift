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
    init(_ bytes: borrowing Span<UInt8>, tokens: borrowing ChatTokens) {
        var index = 0
        let count = bytes.count
        var visible = 0
        while index < count {
            // Most bytes are plain, and this is all that is done for them. The check of bounds would
            // be a third of the work, and `index` is below `count`.
            while count &- index >= 8, bytes[unchecked: index] < 0x80 {
                let run = PlainRun(
                    bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
                visible &+= run.visibleCount
                index &+= run.count
                if run.count < 8 { break }
            }
            guard index < count else { break }
            let byte = bytes[unchecked: index]
            if TextScan.isPlain(byte) {
                visible &+= byte == 0x20 ? 0 : 1
                index &+= 1
            } else if byte < 0x80 {
                index = takeNotable(byte, at: index, in: bytes, tokens)
            } else {
                index = takeScalar(at: index, in: bytes)
            }
        }
        visibleCount &+= visible
    }

    /// Whether a byte is a printing ASCII character, or a space, that nothing begins with. The bits of
    /// two numbers are a table of all ASCII.
    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        let bits: UInt64 = byte & 0x40 == 0 ? 0xEFFF_FFFF_0000_0000 : 0x7F7F_FFFF_E77F_FFFF
        return byte < 0x80 && bits >> UInt64(byte & 0x3F) & 1 == 1
    }

    /// Takes an ASCII character that means more than itself.
    ///
    /// - Returns: where the next begins.
    private mutating func takeNotable(
        _ byte: UInt8, at index: Int, in bytes: borrowing Span<UInt8>, _ tokens: ChatTokens
    ) -> Int {
        switch byte {
        case 0x09, 0x0A, 0x0D: break
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

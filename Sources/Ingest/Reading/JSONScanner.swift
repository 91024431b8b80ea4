/// Finds where JSON values begin and end, without judging what lies inside; `JSONReader` does that.
///
/// It tells a file's layout, and reads single members of rows that we wrote. It never recurses, so
/// depth cannot hurt it.
struct JSONScanner {
    private let bytes: ArraySlice<UInt8>
    /// The next byte to look at.
    private(set) var position: Int

    /// A scanner at the start of some text.
    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// The byte at the position, or nothing at the end.
    var next: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    /// Whether nothing but blanks is left. Moves past them.
    mutating func isAtEnd() -> Bool {
        skipBlanks()
        return position == bytes.endIndex
    }

    /// Moves past blanks, and past this byte if it follows.
    ///
    /// - Returns: whether it followed.
    mutating func take(_ byte: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard next == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    /// The range of the next value, or nothing where the text ends before it does or no value
    /// begins here.
    mutating func value() -> Range<Int>? {
        skipBlanks()
        guard let first = next else { return nil }
        let start = position
        switch first {
        case UInt8(ascii: "\""):
            return skipString() ? start..<position : nil
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            return skipContainer() ? start..<position : nil
        default:
            while let byte = next, !JSONScanner.ends(byte) { position += 1 }
            return position > start ? start..<position : nil
        }
    }

    private mutating func skipBlanks() {
        while position < bytes.endIndex {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    /// Whether a byte ends a number or a word.
    private static func ends(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"),
            UInt8(ascii: ":"):
            true
        default: false
        }
    }

    private mutating func skipString() -> Bool {
        position += 1
        while position < bytes.endIndex {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return true
            case UInt8(ascii: "\\"): position = min(position + 2, bytes.endIndex)
            default: position += 1
            }
        }
        return false
    }

    private mutating func skipContainer() -> Bool {
        var depth = 0
        while position < bytes.endIndex {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                if !skipString() { return false }
                continue
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 {
                    position += 1
                    return true
                }
            default: break
            }
            position += 1
        }
        return false
    }
}

/// Compares runs of bytes.
enum ByteMatch {
    /// Whether ASCII text lies at a place.
    @inline(__always)
    static func has(_ text: StaticString, at start: Int, in bytes: borrowing Span<UInt8>) -> Bool {
        let count = text.utf8CodeUnitCount
        guard count <= bytes.count - start else { return false }
        for offset in 0..<count where bytes[start + offset] != text.utf8Start[offset] {
            return false
        }
        return true
    }

    /// Whether these bytes lie at a place.
    static func has(
        _ text: [UInt8], at start: Int, in bytes: borrowing Span<UInt8>, ignoringCase: Bool = false
    ) -> Bool {
        guard start >= 0, text.count <= bytes.count - start else { return false }
        for offset in text.indices {
            let (left, right) = (bytes[start + offset], text[offset])
            guard left == right || ignoringCase && lowered(left) == lowered(right) else {
                return false
            }
        }
        return true
    }

    /// Where these bytes lie first, at a place or after it.
    static func first(
        _ text: [UInt8], from start: Int = 0, in bytes: borrowing Span<UInt8>,
        ignoringCase: Bool = false
    ) -> Int? {
        guard let head = text.first else { return start }
        let lowerHead = lowered(head)
        var index = start
        while index <= bytes.count - text.count {
            let byte = bytes[index]
            if byte == head || ignoringCase && lowered(byte) == lowerHead,
                has(text, at: index, in: bytes, ignoringCase: ignoringCase)
            {
                return index
            }
            index += 1
        }
        return nil
    }

    /// Whether a text holds a NUL character. Has no early end, so that many bytes are looked at at once.
    static func hasNUL(_ text: String) -> Bool {
        let bytes = text.utf8.span
        var zeros: UInt8 = 0
        for index in bytes.indices { zeros |= bytes[unchecked: index] == 0 ? 1 : 0 }
        return zeros != 0
    }

    /// An ASCII capital as its small letter; any other byte as it is.
    @inline(__always)
    static func lowered(_ byte: UInt8) -> UInt8 {
        byte &- 65 < 26 ? byte | 0x20 : byte
    }
}

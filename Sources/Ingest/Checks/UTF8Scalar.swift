/// Reads scalars from UTF-8 that is known to be valid.
enum UTF8Scalar {
    /// The scalar that begins at a byte of 0x80 or more, and how many bytes it has. What is no scalar
    /// after all is the replacement character of one byte.
    static func decode(
        at index: Int, in bytes: borrowing Span<UInt8>
    ) -> (scalar: Unicode.Scalar, byteCount: Int) {
        let first = UInt32(bytes[index])
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC0, index + length <= bytes.count else { return ("\u{FFFD}", 1) }
        var value = first & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset]) & 0x3F }
        guard let scalar = Unicode.Scalar(value) else { return ("\u{FFFD}", 1) }
        return (scalar, length)
    }
}

/// Bytes as Base64 (RFC 4648, section 4), which holds nothing that HTML reads as markup.
enum Base64Text {
    private static let letters = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Appends the letters of some bytes.
    static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
        text.reserveCapacity(text.count + (bytes.count + 2) / 3 * 4)
        var place = 0
        while place < bytes.count {
            let rest = bytes.count - place
            let first = Int(bytes[place])
            let second = rest > 1 ? Int(bytes[place + 1]) : 0
            let third = rest > 2 ? Int(bytes[place + 2]) : 0
            let word = first << 16 | second << 8 | third
            text.append(letters[word >> 18])
            text.append(letters[word >> 12 & 63])
            text.append(rest > 1 ? letters[word >> 6 & 63] : UInt8(ascii: "="))
            text.append(rest > 2 ? letters[word & 63] : UInt8(ascii: "="))
            place += 3
        }
    }
}

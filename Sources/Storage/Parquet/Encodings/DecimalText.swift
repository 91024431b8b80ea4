/// Decimal numbers as text: as many digits after the point as the scale says.
enum DecimalText {
    /// The most bytes of a number that is turned into digits; Arrow's widest take 32.
    private static let widest = 128
    /// The largest scale, either way. A number of `widest` bytes has 309 digits.
    private static let largestScale = 400

    static func make(_ value: Int64, scale: Int) -> String {
        place(Array(String(value.magnitude).utf8), isNegative: value < 0, scale: scale)
    }

    /// The text of a number in two's complement, highest byte first; nothing if it is too wide.
    static func make(_ slice: ByteSlice, scale: Int) -> String? {
        guard slice.count <= widest else { return nil }
        var bytes = slice.bytes
        let isNegative = (bytes.first ?? 0) >= 0x80
        if isNegative {
            var carry: UInt16 = 1
            for index in bytes.indices.reversed() {
                let sum = UInt16(~bytes[index]) + carry
                bytes[index] = UInt8(truncatingIfNeeded: sum)
                carry = sum >> 8
            }
        }
        var digits: [UInt8] = []
        var first = 0
        while first < bytes.count {
            var rest: UInt16 = 0
            for index in first..<bytes.count {
                let value = rest << 8 | UInt16(bytes[index])
                bytes[index] = UInt8(value / 10)
                rest = value % 10
            }
            digits.append(UInt8(ascii: "0") + UInt8(rest))
            while first < bytes.count, bytes[first] == 0 { first += 1 }
        }
        if digits.isEmpty { digits = [UInt8(ascii: "0")] }
        return place(digits.reversed(), isNegative: isNegative, scale: scale)
    }

    private static func place(_ digits: [UInt8], isNegative: Bool, scale: Int) -> String {
        let zero = UInt8(ascii: "0")
        var text = digits
        let scale = min(max(scale, -largestScale), largestScale)
        if scale > 0 {
            let missing = max(0, scale + 1 - text.count)
            text.insert(contentsOf: [UInt8](repeating: zero, count: missing), at: 0)
            text.insert(UInt8(ascii: "."), at: text.count - scale)
        } else if text != [zero] {
            text += [UInt8](repeating: zero, count: -scale)
        }
        return (isNegative ? "-" : "") + String(decoding: text, as: UTF8.self)
    }
}

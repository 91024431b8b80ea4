/// Numbers as people read them.
enum Number {
    /// `1,234,567`.
    static func grouped(_ number: Int) -> String {
        let digits = Array("\(number.magnitude)".utf8)
        var text: [UInt8] = number < 0 ? [UInt8(ascii: "-")] : []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) {
                text.append(UInt8(ascii: ","))
            }
            text.append(digit)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// `812 bytes`, `93.1 MB`, of 1,000 each.
    static func bytes(_ count: Int) -> String {
        guard count >= 1000 else { return count == 1 ? "1 byte" : "\(count) bytes" }
        var unit = 0
        var value = Double(count) / 1000
        while value >= 999.95, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        let tenths = Int(value * 10 + 0.5)
        return "\(grouped(tenths / 10)).\(tenths % 10) \(units[unit])"
    }

    private static let units = ["kB", "MB", "GB", "TB", "PB", "EB"]
}

extension Inspection {
    /// A count as people read it: `1,234,567`.
    public static func countText(_ count: Int) -> String { Number.grouped(count) }

    /// A number of bytes as people read it: `93.1 MB`, of 1,000 each.
    public static func byteText(_ count: Int) -> String { Number.bytes(count) }
}

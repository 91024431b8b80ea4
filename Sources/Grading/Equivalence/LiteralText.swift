/// Texts that look like calculations and are names: dates, ranges, times, addresses.
enum LiteralText {
    /// Whether a text is one that is compared as it is written: `2024-01-02`, `1/2/2024`, `3-4`,
    /// `2.5 - 3`, `10:30`, `192.168.0.1`.
    static func isOne(_ text: [UInt8]) -> Bool {
        guard let first = text.first, first &- 48 < 10 else { return false }
        var (hyphens, slashes, colons, points, numbers) = (0, 0, 0, 0, 0)
        var isInNumber = false
        var pointsOfNumber = 0
        for (index, byte) in text.enumerated() {
            switch byte {
            case 48...57:
                if !isInNumber { numbers += 1 }
                isInNumber = true
                continue
            case UInt8(ascii: "."):
                pointsOfNumber += 1
                points = max(points, pointsOfNumber)
                continue
            case UInt8(ascii: "-"): hyphens += 1
            case UInt8(ascii: "/"): slashes += 1
            case UInt8(ascii: ":"): colons += 1
            case UInt8(ascii: " "): continue
            default:
                // A range may have a unit: `5-10 cm`.
                guard hyphens == 1, numbers == 2, slashes == 0 else { return false }
                return (Unit(text[index...]) ?? Unit.unknown(text[index...])) != nil
            }
            isInNumber = false
            pointsOfNumber = 0
        }
        if points > 1 || colons > 0 { return true }
        if hyphens > 0 { return slashes == 0 }
        return slashes > 1
    }
}

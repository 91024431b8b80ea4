/// Whole numbers of double precision in full.
enum WholeText {
    /// Every digit of a whole number.
    static func digits(of value: Double) -> String {
        if let small = Int(exactly: value) { return "\(small)" }
        // significand · 2^exponent, decimal digit by decimal digit, the lowest first.
        let magnitude = value.magnitude
        var digits = "\(magnitude.significandBitPattern | 1 << 52)".utf8.reversed()
            .map { Int($0) - 48 }
        for _ in 0..<(Int(magnitude.exponent) - 52) {
            var carry = 0
            for index in digits.indices {
                let doubled = digits[index] * 2 + carry
                digits[index] = doubled % 10
                carry = doubled / 10
            }
            if carry > 0 { digits.append(carry) }
        }
        return (value < 0 ? "-" : "") + digits.reversed().map { "\($0)" }.joined()
    }
}

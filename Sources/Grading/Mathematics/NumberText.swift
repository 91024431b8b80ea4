/// Numbers as people write them.
enum NumberText {
    /// Digits that still fit an exact fraction with room to calculate.
    private static let mostDigits = 34

    /// The number that starts at an index: digits, groups of three with commas, a decimal point, an
    /// exponent. The index moves behind it.
    static func read(_ text: [UInt8], _ index: inout Int) -> MathValue? {
        let start = index
        var (digits, digitCount, scale): (Int128, Int, Int) = (0, 0, 0)
        // The first digits fit one word, which is quicker.
        var firstDigits = 0
        var isExact = true
        func take(_ byte: UInt8) {
            digitCount += 1
            guard digitCount <= mostDigits else {
                isExact = false
                return
            }
            if digitCount <= 18 {
                firstDigits = firstDigits * 10 + Int(byte - 48)
                return
            }
            if digitCount == 19 { digits = Int128(word: firstDigits) }
            digits = digits * 10 + Int128(word: Int(byte - 48))
        }
        var place = index
        while place < text.count {
            if isDigit(text, place) {
                take(text[place])
                place += 1
            } else if text[place] == comma, isGroup(text, place, after: start) {
                place += 1
            } else {
                break
            }
        }
        let wholeCount = digitCount
        if place < text.count, text[place] == point, isDigit(text, place + 1) || wholeCount > 0 {
            place += 1
            while isDigit(text, place) {
                take(text[place])
                scale -= 1
                place += 1
            }
        }
        guard digitCount > 0 else { return nil }
        scale += exponent(text, &place)
        index = place
        if digitCount <= 18 { digits = Int128(word: firstDigits) }
        if isExact, abs(scale) <= 30, let power = power(ofTen: abs(scale)) {
            let value =
                scale < 0
                ? Rational(digits, over: power)
                : Rational(digits, over: 1).flatMap { own in
                    Rational(power, over: 1).flatMap { own.multiplied(by: $0) }
                }
            if let value { return MathValue(value) }
        }
        let plain = text[start..<place].filter { $0 != comma }
        return MathValue(inexact: Double(String(decoding: plain, as: UTF8.self)) ?? .nan)
    }

    static func isDigit(_ text: [UInt8], _ index: Int) -> Bool {
        index < text.count && text[index] &- 48 < 10
    }

    private static let comma = UInt8(ascii: ",")
    private static let point = UInt8(ascii: ".")

    /// Whether a comma parts thousands: three digits follow, and one to three, or another comma, precede.
    private static func isGroup(_ text: [UInt8], _ index: Int, after start: Int) -> Bool {
        guard (1...3).allSatisfy({ isDigit(text, index + $0) }), !isDigit(text, index + 4) else {
            return false
        }
        var before = index
        while before > start, isDigit(text, before - 1) { before -= 1 }
        let count = index - before
        return before == start ? (1...3).contains(count) : count == 3
    }

    private static func exponent(_ text: [UInt8], _ place: inout Int) -> Int {
        guard place < text.count, text[place] | 32 == UInt8(ascii: "e") else { return 0 }
        var next = place + 1
        var isNegative = false
        if next < text.count, text[next] == UInt8(ascii: "-") || text[next] == UInt8(ascii: "+") {
            isNegative = text[next] == UInt8(ascii: "-")
            next += 1
        }
        guard isDigit(text, next) else { return 0 }
        var value = 0
        while isDigit(text, next) {
            value = min(value * 10 + Int(text[next] - 48), 100_000)
            next += 1
        }
        place = next
        return isNegative ? -value : value
    }

    private static func power(ofTen count: Int) -> Int128? {
        if count <= 18 {
            var result = 1
            for _ in 0..<count { result *= 10 }
            return Int128(word: result)
        }
        var result: Int128 = 1
        for _ in 0..<count { result *= 10 }
        return result
    }
}

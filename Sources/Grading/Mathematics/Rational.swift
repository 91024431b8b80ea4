/// An exact fraction in lowest terms. What does not fit 128 bits is no fraction: every operation may
/// give nothing.
struct Rational: Hashable, Sendable {
    let numerator: Int128
    /// At least 1.
    let denominator: Int128

    static let zero = Rational(0)
    static let one = Rational(1)

    /// A whole number.
    init(_ value: Int) {
        numerator = Int128(word: value)
        denominator = 1
    }

    /// A fraction, reduced; nothing if the denominator is zero or the smallest number there is.
    init?(_ numerator: Int128, over denominator: Int128) {
        guard denominator != 0, denominator != .min, numerator != .min else { return nil }
        if denominator == 1 {
            (self.numerator, self.denominator) = (numerator, denominator)
            return
        }
        if let above = numerator.word, let below = denominator.word, below > 0, above != .min {
            let divisor = Int(
                Rational.commonDivisor(UInt64(above.magnitude), UInt64(below.magnitude)))
            self.numerator = Int128(word: above / divisor)
            self.denominator = Int128(word: below / divisor)
            return
        }
        let divisor = Int128(
            bitPattern: Rational.commonDivisor(numerator.magnitude, denominator.magnitude))
        let sign: Int128 = denominator < 0 ? -1 : 1
        self.numerator = sign * (numerator / divisor)
        self.denominator = sign * (denominator / divisor)
    }

    /// The nearest number of double precision.
    var value: Double {
        denominator == 1 ? numerator.double : numerator.double / denominator.double
    }

    /// The number itself, if it is whole and small.
    var whole: Int? { denominator == 1 ? numerator.word : nil }

    /// The opposite number.
    var negated: Rational { Rational(numerator: -numerator, denominator: denominator) }

    /// The sum.
    func adding(_ other: Rational) -> Rational? {
        if denominator == 1, other.denominator == 1 {
            let sum = numerator.addingReportingOverflow(other.numerator)
            return sum.overflow ? nil : Rational(sum.partialValue, over: 1)
        }
        let left = numerator.multipliedReportingOverflow(by: other.denominator)
        let right = other.numerator.multipliedReportingOverflow(by: denominator)
        let sum = left.partialValue.addingReportingOverflow(right.partialValue)
        let below = denominator.multipliedReportingOverflow(by: other.denominator)
        guard !left.overflow, !right.overflow, !sum.overflow, !below.overflow else { return nil }
        return Rational(sum.partialValue, over: below.partialValue)
    }

    /// The product.
    func multiplied(by other: Rational) -> Rational? {
        let above = numerator.multipliedReportingOverflow(by: other.numerator)
        let below = denominator.multipliedReportingOverflow(by: other.denominator)
        guard !above.overflow, !below.overflow else { return nil }
        return Rational(above.partialValue, over: below.partialValue)
    }

    /// One divided by it; nothing for zero.
    var inverse: Rational? {
        guard numerator != 0 else { return nil }
        return numerator < 0
            ? Rational(numerator: -denominator, denominator: -numerator)
            : Rational(numerator: denominator, denominator: numerator)
    }

    private init(numerator: Int128, denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
    }

    private static func commonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
        if let left = left.word, let right = right.word {
            return UInt128(word: commonDivisor(left, right))
        }
        var (larger, smaller) = (max(left, right), min(left, right))
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return max(larger, 1)
    }

    /// The greatest common divisor; 1 if both are zero.
    static func commonDivisor(_ left: UInt64, _ right: UInt64) -> UInt64 {
        var (larger, smaller) = (max(left, right), min(left, right))
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return max(larger, 1)
    }
}

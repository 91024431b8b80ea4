import Glibc

/// What an expression is worth: exactly where its form allows that, and at four points of its letters
/// always.
struct MathValue: Sendable {
    /// Nothing where it does not have the normal form.
    var exact: ExactSum?
    /// Not a number where it is not defined.
    var samples: SIMD4<Double>
    /// Whether it would be a fraction, but one too long to keep: what its samples say may be off.
    var isTooLong = false

    /// How far apart, relatively, two inexact values count as one.
    private static let tolerance = 1e-12

    init(exact: ExactSum?, samples: SIMD4<Double>) {
        self.exact = exact
        self.samples = samples
    }

    init(_ rational: Rational) {
        exact = ExactSum(rational)
        samples = SIMD4(repeating: rational.value)
    }

    /// A number that is too long to be exact.
    init(inexact value: Double) {
        exact = nil
        isTooLong = true
        samples = SIMD4(repeating: value)
    }

    static let pi = MathValue(
        exact: ExactSum(.one, Monomial(piPower: 1)), samples: SIMD4(repeating: Double.pi))

    /// A letter. Its four values are fixed, two of them negative, and have nothing to do with another
    /// letter's.
    init(letter: UInt8) {
        exact = ExactSum(.one, Monomial(letter: letter))
        var state = UInt64(letter) &* 0x9E37_79B9_7F4A_7C15
        var values = SIMD4<Double>()
        for index in values.indices {
            // SplitMix64.
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            let value = 0.5 + Double((word ^ (word >> 31)) >> 11) / Double(1 << 53) * 2
            values[index] = index % 2 == 0 ? value : -value
        }
        samples = values
    }

    static func + (left: MathValue, right: MathValue) -> MathValue {
        result(left, right, left.samples + right.samples) { $0.adding($1) }
    }

    static prefix func - (value: MathValue) -> MathValue {
        var result = value
        result.exact = value.exact?.negated
        result.samples = -value.samples
        return result
    }

    static func * (left: MathValue, right: MathValue) -> MathValue {
        result(left, right, left.samples * right.samples) { $0.multiplied(by: $1) }
    }

    static func / (left: MathValue, right: MathValue) -> MathValue {
        result(left, right, left.samples / right.samples) { left, right in
            right.inverse.flatMap { left.multiplied(by: $0) }
        }
    }

    func power(_ exponent: MathValue) -> MathValue {
        let rational = exponent.exact?.rational
        var result = MathValue(
            exact: rational.flatMap { exact?.power($0) }, samples: SIMD4(repeating: .nan))
        result.isTooLong =
            isTooLong || exponent.isTooLong
            || (result.exact == nil && rational?.denominator == 1 && exact?.rational != nil)
        for index in samples.indices {
            result.samples[index] = pow(samples[index], exponent.samples[index])
        }
        return result
    }

    var squareRoot: MathValue {
        var result = MathValue(exact: exact?.squareRoot, samples: samples.squareRoot())
        result.isTooLong = isTooLong
        return result
    }

    var logarithm: MathValue { applying(log) }

    /// The value of a function that has no normal form.
    func applying(_ function: (Double) -> Double) -> MathValue {
        var result = self
        result.exact = nil
        for index in samples.indices { result.samples[index] = function(samples[index]) }
        return result
    }

    /// Whether two values are the same; nothing if that cannot be told.
    func equals(_ other: MathValue, within allowed: Double?) -> Bool? {
        if let own = exact, let its = other.exact {
            if own == its { return true }
            guard let allowed, own.isConstant, its.isConstant else { return false }
            return MathValue.isNear(samples[0], other.samples[0], allowed)
        }
        var comparableCount = 0
        for index in samples.indices {
            guard samples[index].isFinite, other.samples[index].isFinite else { continue }
            comparableCount += 1
            let isNear = MathValue.isNear(
                samples[index], other.samples[index], max(allowed ?? 0, MathValue.tolerance))
            guard isNear else { return false }
        }
        // Too long to keep, and as near as can be told.
        if (isTooLong || other.isTooLong) && allowed == nil { return nil }
        return comparableCount >= 2 ? true : nil
    }

    /// Whether the first is off by no more than a share of the second.
    private static func isNear(_ left: Double, _ right: Double, _ allowed: Double) -> Bool {
        abs(left - right) <= allowed * abs(right)
    }

    private static func result(
        _ left: MathValue, _ right: MathValue, _ samples: SIMD4<Double>,
        _ body: (ExactSum, ExactSum) -> ExactSum?
    ) -> MathValue {
        var result = MathValue(exact: nil, samples: samples)
        result.isTooLong = left.isTooLong || right.isTooLong
        if let own = left.exact, let its = right.exact {
            result.exact = body(own, its)
            if result.exact == nil, own.rational != nil, let divisor = its.rational {
                // Nothing divided by zero is no number at all, not a long one.
                result.isTooLong = result.isTooLong || divisor != .zero
            }
        }
        return result
    }
}

import Glibc

/// The regularised incomplete beta function.
enum IncompleteBeta {
    /// I_x(a, b): the probability that a variable of the distribution Beta(a, b) is below x.
    ///
    /// The continued fraction 8.17.22 of the Digital Library of Mathematical Functions, by Lentz's
    /// method, on the side of the mean where it converges fast. Good to about 14 digits.
    ///
    /// - Precondition: `a` and `b` are positive.
    static func value(_ x: Double, _ a: Double, _ b: Double) -> Double {
        precondition(a > 0 && b > 0, "a Beta distribution has positive parameters")
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        let front = exp(
            logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x))
        if x < (a + 1) / (a + b + 2) { return min(1, front * fraction(x, a, b) / a) }
        return max(0, 1 - front * fraction(1 - x, b, a) / b)
    }

    private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        func bounded(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
        var numerator = 1.0
        var denominator = 1 / bounded(1 - (a + b) * x / (a + 1))
        var result = denominator
        // It takes about the square root of the larger parameter.
        for step in 1...100_000 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            var change = 1.0
            for term in [even, odd] {
                denominator = 1 / bounded(1 + term * denominator)
                numerator = bounded(1 + term / numerator)
                change = numerator * denominator
                result *= change
            }
            if abs(change - 1) < 1e-15 { break }
        }
        return result
    }

    /// The logarithm of the gamma function; not `lgamma`, which writes a global variable.
    private static func logGamma(_ x: Double) -> Double {
        var sign: Int32 = 0
        return lgamma_r(x, &sign)
    }
}

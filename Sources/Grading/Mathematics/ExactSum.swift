/// A sum of rationals times square roots, powers of pi and letters, in a form that is the same for
/// equal sums: roots of different numbers without squares are independent over the rationals, and so
/// are the powers of pi and of letters.
///
/// Operations that leave this form, or grow beyond bounds, give nothing.
struct ExactSum: Hashable, Sendable {
    struct Term: Hashable, Sendable {
        var factor: Rational
        var monomial: Monomial
    }

    /// Sorted by monomial; none is zero.
    private(set) var terms: [Term]

    /// More terms than this are not multiplied out.
    private static let mostTerms = 32

    init(_ rational: Rational, _ monomial: Monomial = .one) {
        terms = rational == .zero ? [] : [Term(factor: rational, monomial: monomial)]
    }

    private init(terms: [Term]) { self.terms = terms }

    /// The number, if it is a fraction.
    var rational: Rational? {
        if terms.isEmpty { return .zero }
        return terms.count == 1 && terms[0].monomial == .one ? terms[0].factor : nil
    }

    /// Whether it has no letters.
    var isConstant: Bool { terms.allSatisfy { $0.monomial.letters == 0 } }

    var negated: ExactSum {
        ExactSum(terms: terms.map { Term(factor: $0.factor.negated, monomial: $0.monomial) })
    }

    func adding(_ other: ExactSum) -> ExactSum? {
        var result: [Term] = []
        var (left, right) = (terms[...], other.terms[...])
        while let first = left.first ?? right.first {
            if let own = left.first, let its = right.first, own.monomial == its.monomial {
                guard let sum = own.factor.adding(its.factor) else { return nil }
                if sum != .zero { result.append(Term(factor: sum, monomial: own.monomial)) }
                left.removeFirst()
                right.removeFirst()
            } else if let its = right.first, left.isEmpty || its.monomial < first.monomial {
                result.append(its)
                right.removeFirst()
            } else {
                result.append(first)
                left.removeFirst()
            }
        }
        return result.count <= ExactSum.mostTerms ? ExactSum(terms: result) : nil
    }

    func multiplied(by other: ExactSum) -> ExactSum? {
        if let left = rational, let right = other.rational {
            return left.multiplied(by: right).map { ExactSum($0) }
        }
        guard terms.count * other.terms.count <= ExactSum.mostTerms else { return nil }
        var sum = ExactSum(terms: [])
        for left in terms {
            for right in other.terms {
                guard let (monomial, root) = left.monomial.multiplied(by: right.monomial),
                    let product = left.factor.multiplied(by: right.factor),
                    let whole = Int(exactly: root),
                    let factor = product.multiplied(by: Rational(whole)),
                    let next = sum.adding(ExactSum(factor, monomial))
                else { return nil }
                sum = next
            }
        }
        return sum
    }

    /// One divided by it: of one term, or of two without pi and letters, whose roots then go.
    var inverse: ExactSum? {
        if terms.count == 1 {
            guard let below = Int(exactly: terms[0].monomial.radicand),
                let product = terms[0].factor.multiplied(by: Rational(below)),
                let factor = product.inverse
            else { return nil }
            return ExactSum(factor, terms[0].monomial.inverse)
        }
        guard terms.count == 2,
            terms.allSatisfy({ $0.monomial.piPower == 0 && $0.monomial.letters == 0 })
        else { return nil }
        let conjugate = ExactSum(terms: [
            terms[0], Term(factor: terms[1].factor.negated, monomial: terms[1].monomial),
        ])
        guard let below = multiplied(by: conjugate)?.rational?.inverse else { return nil }
        return conjugate.multiplied(by: ExactSum(below))
    }

    /// The square root of a rational that is not negative.
    var squareRoot: ExactSum? {
        guard let rational, rational.numerator >= 0 else { return nil }
        guard rational.numerator != 0 else { return self }
        // √(p/q) is √(pq)/q.
        let (product, overflow) = rational.numerator
            .multipliedReportingOverflow(by: rational.denominator)
        guard !overflow, let number = product.word.map({ UInt64($0) }),
            let (root, radicand) = SquareFactor.split(number),
            let factor = Rational(Int128(word: Int(root)), over: rational.denominator)
        else { return nil }
        return ExactSum(factor, Monomial(radicand: radicand))
    }

    /// A whole power, or half of one.
    func power(_ exponent: Rational) -> ExactSum? {
        if exponent.denominator == 2, let doubled = exponent.numerator.word {
            return power(Rational(doubled))?.squareRoot
        }
        guard let whole = exponent.whole, whole.magnitude <= 64 else { return nil }
        var result = ExactSum(.one)
        for _ in 0..<whole.magnitude {
            guard let next = result.multiplied(by: self) else { return nil }
            result = next
        }
        return whole < 0 ? result.inverse : result
    }
}

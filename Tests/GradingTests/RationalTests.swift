import Testing

@testable import Grading

@Suite("Exact fractions")
struct RationalTests {
    @Test("are kept in lowest terms with a positive denominator")
    func lowestTerms() throws {
        #expect(Rational(6, over: -8) == Rational(-3, over: 4))
        #expect(Rational(0, over: 5) == .zero)
        #expect(Rational(1, over: 0) == nil)
        #expect(Rational(1, over: .min) == nil)
        let big = Int128(10_000_000_000_000_000_000) * 3
        #expect(Rational(big, over: big * 2) == Rational(1, over: 2))
    }

    @Test("calculate exactly, or not at all")
    func calculate() throws {
        let third = try #require(Rational(1, over: 3))
        let sixth = try #require(Rational(1, over: 6))
        #expect(third.adding(sixth) == Rational(1, over: 2))
        #expect(third.multiplied(by: sixth) == Rational(1, over: 18))
        #expect(third.negated.inverse == Rational(-3))
        #expect(Rational.zero.inverse == nil)
        let largest = try #require(Rational(.max, over: 1))
        #expect(largest.adding(.one) == nil)
        #expect(largest.multiplied(by: Rational(2)) == nil)
    }

    @Test("have a value in double precision", arguments: [1, -3, Int.max, Int.min + 1])
    func value(number: Int) {
        #expect(Rational(number).value == Double(number))
        #expect(Rational(number).whole == number)
    }
}

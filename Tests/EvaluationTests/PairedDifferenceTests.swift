import Testing

@testable import Evaluation

@Suite struct PairedDifferenceTests {
    struct Quantile: Sendable {
        var degrees: Int
        var value: Double
    }

    // Tables of Student's t, two-sided 95 %.
    static let quantiles = [
        Quantile(degrees: 1, value: 12.7062), Quantile(degrees: 2, value: 4.3027),
        Quantile(degrees: 4, value: 2.7764), Quantile(degrees: 9, value: 2.2622),
        Quantile(degrees: 30, value: 2.0423), Quantile(degrees: 1000, value: 1.9623),
    ]

    @Test(arguments: quantiles) func `the quantile is that of the tables`(quantile: Quantile) {
        let value = PairedDifference.quantile(degrees: quantile.degrees)
        #expect(abs(value - quantile.value) < 1e-4 * quantile.value, "\(value)")
    }

    @Test func `differences are taken seed by seed`() throws {
        let difference = PairedDifference([0.5, 0.7, 0.9], from: [0.4, 0.5, 0.6])
        #expect(abs(difference.mean - 0.2) < 1e-12)
        #expect(difference.count == 3)
        let error = try #require(difference.standardError)
        #expect(abs(error - 0.1 / 3.0.squareRoot()) < 1e-12)
        let interval = try #require(difference.interval)
        #expect(abs(interval.upperBound - 0.2 - 4.302653 * error) < 1e-6)
        #expect(abs(interval.lowerBound - 0.2 + 4.302653 * error) < 1e-6)
    }

    @Test func `one seed has no error`() {
        let difference = PairedDifference([0.5], from: [0.4])
        #expect(difference.standardError == nil && difference.interval == nil)
    }

    @Test func `what all seeds share has no error`() {
        #expect(PairedDifference([0.5, 0.5]).standardError == 0)
    }
}

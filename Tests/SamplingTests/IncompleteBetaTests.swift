import Records
import Testing

@testable import Sampling

@Suite struct IncompleteBetaTests {
    @Test func `values are those of an oracle of 40 digits to 1e-12`() throws {
        let rows = try #require(try SamplingFixture.read("incomplete_beta").arrayValue)
        #expect(rows.count > 300)
        var worst = 0.0
        for row in rows {
            let numbers = try #require(row.arrayValue).map { try #require($0.realValue) }
            let value = IncompleteBeta.value(numbers[0], numbers[1], numbers[2])
            worst = max(worst, abs(value - numbers[3]))
            // Small probabilities are good too, not only close to 0.
            #expect(abs(value - numbers[3]) <= 1e-9 * numbers[3] + 1e-15 || numbers[3] > 0.5)
        }
        #expect(worst < 1e-12, "\(worst)")
    }

    @Test func `both sides add up to one`() {
        for a in [0.5, 3, 700, 9000.5] {
            for b in [0.5, 40, 8000] {
                let mean = a / (a + b)
                let sum = IncompleteBeta.value(mean, a, b) + IncompleteBeta.value(1 - mean, b, a)
                #expect(abs(sum - 1) < 1e-12)
            }
        }
    }
}

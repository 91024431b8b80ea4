import Testing

@testable import Sampling

@Suite("Wilson's interval")
struct WilsonIntervalTests {
    struct Case: Sendable {
        var right: Int
        var low: Double
        var high: Double
    }

    @Test(
        "eight draws",
        arguments: [
            Case(right: 8, low: 0.676, high: 1), Case(right: 4, low: 0.215, high: 0.785),
            Case(right: 0, low: 0, high: 0.324),
        ])
    func eightDraws(testCase: Case) {
        let interval = WilsonInterval(right: testCase.right, count: 8)
        #expect(abs(interval.low - testCase.low) < 5e-4)
        #expect(abs(interval.high - testCase.high) < 5e-4)
    }

    @Test("no draws say nothing")
    func none() {
        let interval = WilsonInterval(right: 0, count: 0)
        #expect(interval.low == 0 && interval.high == 1)
    }
}

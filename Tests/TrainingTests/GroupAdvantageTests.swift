import Testing

@testable import Training

@Suite("Group advantages")
struct GroupAdvantageTests {
    @Test("k of 8 right gives the closed form (1 - k/8)/s and -(k/8)/s", arguments: 1...7)
    func closedForm(right: Int) {
        let rewards = (0..<8).map { $0 < right ? 1.0 : 0.0 }
        let share = Double(right) / 8
        let deviation = (Double(right * (8 - right)) / 56).squareRoot()
        let advantages = GroupAdvantage.advantages(of: rewards)
        #expect(abs(advantages[0] - (1 - share) / deviation) < 1e-5)
        #expect(abs(advantages[7] + share / deviation) < 1e-5)
        #expect(abs(advantages.reduce(0, +)) < 1e-12)
    }

    @Test("equal rewards have no advantage, even where rounding makes them differ")
    func equalRewards() {
        let rewards = [0.9 + 0.1, 1.0, 0.3 + 0.7, 0.1 * 10]
        #expect(GroupAdvantage.advantages(of: rewards) == [0, 0, 0, 0])
        #expect(GroupAdvantage.advantages(of: [1]) == [0])
        #expect(GroupAdvantage.advantages(of: []).isEmpty)
    }
}

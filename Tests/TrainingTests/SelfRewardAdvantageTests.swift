import Testing

@testable import Training

@Suite("The two advantages of Vision-SR1")
struct SelfRewardAdvantageTests {
    struct Case: Sendable {
        var advantage: SelfRewardAdvantage
        var descriptionEnd: Int?
        var expected: [Double]
    }

    static let cases = [
        Case(advantage: .decoupled, descriptionEnd: 2, expected: [3, 3, 1, 1]),
        Case(advantage: .decoupled, descriptionEnd: nil, expected: [1, 1, 1, 1]),
        Case(advantage: .decoupled, descriptionEnd: 9, expected: [3, 3, 3, 3]),
        Case(advantage: .split, descriptionEnd: 2, expected: [2, 2, 1, 1]),
        Case(advantage: .split, descriptionEnd: nil, expected: [1, 1, 1, 1]),
        Case(
            advantage: SelfRewardAdvantage(
                visualTokens: .all, visualWeight: 0.5), descriptionEnd: 1,
            expected: [2, 2, 2, 2]),
        Case(
            advantage: SelfRewardAdvantage(answerTokens: .description, visualTokens: .rest),
            descriptionEnd: 1, expected: [1, 2, 2, 2]),
    ]

    @Test("each reaches its tokens, with its weight", arguments: cases)
    func tokens(testCase: Case) {
        let values = testCase.advantage.combined(
            answer: [1, 1, 1, 1], visual: [2, 2, 2, 2], descriptionEnd: testCase.descriptionEnd)
        #expect(values == testCase.expected)
    }
}

import Records
import Testing

@testable import Training

@Suite("Advantage estimators")
struct AdvantageEstimatorTests {
    /// Responses with accuracy and description rewards, two tokens and up.
    static func responses(
        _ rewards: [(group: Int, accuracy: Double, description: Double)]
    ) -> [ScoredResponse] {
        rewards.enumerated().map { index, reward in
            ScoredResponse(
                group: reward.group, components: [reward.accuracy, reward.description],
                weights: [1, 0.5], total: reward.accuracy + 0.5 * reward.description,
                tokenCount: 2 + index % 3)
        }
    }

    static let mixed = responses([
        (0, 1, 0), (1, 0, 1), (0, 0, 1), (1, 0, 0), (0, 1, 1), (1, 1, 0), (0, 0, 0), (1, 1, 1),
    ])

    @Test("k of 8 right gives the closed form (1 - k/8)/s and -(k/8)/s", arguments: 1...7)
    func closedForm(right: Int) {
        let share = Double(right) / 8
        let deviation = (Double(right * (8 - right)) / 56).squareRoot()
        let values = RewardGroup((0..<8).map { $0 < right ? 1 : 0 }).standardised(epsilon: 1e-6)
        #expect(abs(values[0] - (1 - share) / deviation) < 1e-5)
        #expect(abs(values[7] + share / deviation) < 1e-5)
        #expect(abs(values.reduce(0, +)) < 1e-12)
    }

    @Test(
        "equal rewards have no advantage, even where rounding makes them differ",
        arguments: AdvantageEstimator.allCases)
    func equalRewards(estimator: AdvantageEstimator) {
        let rewards = [0.9 + 0.1, 1.0, 0.3 + 0.7, 0.1 * 10]
        let values = estimator.advantages(
            of: rewards.map {
                ScoredResponse(
                    group: 3, components: [$0], weights: [1], total: $0, tokenCount: 1)
            })
        // Returns differ between tokens, not between responses of one token.
        #expect(values == [[0], [0], [0], [0]])
        #expect(estimator.advantages(of: []).isEmpty)
    }

    @Test("groups need not be adjacent", arguments: AdvantageEstimator.allCases)
    func interleaved(estimator: AdvantageEstimator) {
        let order = [0, 2, 4, 6, 1, 3, 5, 7]
        let values = estimator.advantages(of: AdvantageEstimatorTests.mixed)
        let sorted = estimator.advantages(of: order.map { AdvantageEstimatorTests.mixed[$0] })
        for (place, index) in order.enumerated() {
            #expect(values[index].count == AdvantageEstimatorTests.mixed[index].tokenCount)
            for (one, other) in zip(sorted[place], values[index]) {
                #expect(abs(one - other) < 1e-12)
            }
        }
        #expect(values.joined().contains { $0 != 0 })
    }

    @Test("a group whose answers are all right still learns to describe, if decoupled")
    func constantAccuracy() {
        let group = AdvantageEstimatorTests.responses([(0, 1, 0), (0, 1, 1), (0, 1, 1), (0, 1, 0)])
        let values = AdvantageEstimator.visionSR1.advantages(of: group).map { $0[0] }
        let expected = 0.5 * 0.5 / ((1.0 / 3).squareRoot() + 1e-6)
        for (value, sign) in zip(values, [-1.0, 1, 1, -1]) {
            #expect(abs(value - sign * expected) < 1e-12)
        }
        for estimator in AdvantageEstimator.allCases where estimator.isDecoupled {
            #expect(estimator.advantages(of: group)[1][0] > 0, "\(estimator.rawValue)")
        }
    }

    @Test("Vision-SR1's released form is the weighted sum of z-scores, on all tokens")
    func visionSR1() {
        let responses = AdvantageEstimatorTests.mixed
        let values = AdvantageEstimator.visionSR1.advantages(of: responses)
        for group in 0..<2 {
            let members = responses.indices.filter { responses[$0].group == group }
            let parts = (0..<2).map { component in
                RewardGroup(members.map { responses[$0].components[component] })
                    .standardised(epsilon: 1e-6)
            }
            for (place, member) in members.enumerated() {
                let expected = parts[0][place] + 0.5 * parts[1][place]
                #expect(values[member].allSatisfy { abs($0 - expected) < 1e-12 })
            }
        }
    }

    @Test("penalties of tokens count where their return or their response counts")
    func penalties() {
        var responses = AdvantageEstimatorTests.responses([(0, 1, 0), (0, 0, 0), (0, 1, 0)])
        responses[0].tokenPenalties = [0.5, 0.25]
        let centred = AdvantageEstimator.drGRPO.advantages(of: responses)
        #expect(abs(centred[0][0] - (0.25 - 1.25 / 3)) < 1e-12)
        #expect(RewardBatch(responses).returns(discount: 0.5)[0] == [-0.5 + 0.5 * 0.75, 0.75])
    }

    @Test("a component that does not apply takes no part")
    func missing() {
        let group = RewardGroup([1, .nan, 0, .nan])
        #expect(group.centred() == [0.5, 0, -0.5, 0])
        #expect(RewardGroup([1, .nan]).isConstant)
        #expect(RewardGroup([.nan, .nan]).bestOnly(epsilon: 1e-6) == [0, 0])
    }

    @Test("the best of a group is compared with the second, ties with none")
    func passAtK() {
        #expect(RewardGroup([0, 1, 1, 0]).bestOnly(epsilon: 1e-6) == [0, 0, 0, 0])
        let values = RewardGroup([0, 1, 0.5, 0]).bestOnly(epsilon: 0)
        #expect(values[1] > 0 && values[0] == 0 && values[2] == 0 && values[3] == 0)
    }
}

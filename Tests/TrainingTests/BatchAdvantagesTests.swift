import Model
import Records
@testable import Rewards
import Testing

@testable import Training

@Suite struct BatchAdvantagesTests {
    /// Four responses of four tokens to one question, whose descriptions end after two.
    static func group(
        accuracy: [Double], description: [Double]
    ) throws -> PolicyGradientBatch.Group {
        let question = try DescribingTask().questions[0]
        var group = PolicyGradientBatch.Group(
            question: question, responses: accuracy.map { _ in ([1, 2, 3, 4], true) },
            text: { _ in "" })
        for (right, sufficient) in zip(accuracy, description) {
            group.rewards.append(
                Reward(
                    components: [.accuracy: right, .description: sufficient],
                    total: right + 0.5 * sufficient))
            group.descriptionEnds.append(2)
        }
        return group
    }

    static func advantages(
        _ group: PolicyGradientBatch.Group,
        _ change: (inout PolicyGradientSettings) -> Void
    ) -> (values: [[Double]], isConstant: Bool) {
        var settings = PolicyGradientSettings(prompts: 1, group: 4, objective: .usual)
        settings.estimator = .drGRPO
        change(&settings)
        let rule = BatchAdvantages(
            settings,
            RewardRecipe(weights: [.accuracy: 1, .description: 0.5], lengthLimit: 5))
        var groups = [group]
        rule.assign(to: &groups)
        return (groups[0].advantages, rule.isConstant(group))
    }

    struct Case: Sendable {
        var selfReward: SelfReward
        var tokens = AdvantageTokens.all
        /// Of the first response, which is right and whose description did not suffice.
        var expected: [Double]
    }

    @Test(arguments: [
        Case(selfReward: .sum, expected: [0.25, 0.25, 0.25, 0.25]),
        Case(selfReward: .decoupled, expected: [0.25, 0.25, 0.5, 0.5]),
        Case(selfReward: .split, expected: [-0.25, -0.25, 0.5, 0.5]),
        Case(selfReward: .sum, tokens: .description, expected: [0.25, 0.25, 0, 0]),
        Case(selfReward: .decoupled, tokens: .description, expected: [0.25, 0.25, 0, 0]),
    ])
    func `each token gets the advantages that are for it`(testCase: Case) throws {
        let group = try BatchAdvantagesTests.group(
            accuracy: [1, 0, 1, 0], description: [0, 0, 1, 1])
        let found = BatchAdvantagesTests.advantages(group) {
            $0.selfReward = testCase.selfReward
            $0.tokens = testCase.tokens
        }
        #expect(found.values[0] == testCase.expected)
        #expect(!found.isConstant)
        let sums = (0..<4).map { token in found.values.reduce(0) { $0 + $1[token] } }
        #expect(sums == [0, 0, 0, 0])
    }

    @Test func `a group is constant where no advantage differs`() throws {
        let answers = try BatchAdvantagesTests.group(
            accuracy: [1, 1, 1, 1], description: [0, 1, 0, 1])
        let nothing = try BatchAdvantagesTests.group(
            accuracy: [1, 1, 1, 1], description: [0, 0, 0, 0])
        // Two terms that make up for each other.
        let even = try BatchAdvantagesTests.group(
            accuracy: [0.5, 0, 0.5, 0], description: [0, 1, 0, 1])
        for way in SelfReward.allCases {
            let change = { (settings: inout PolicyGradientSettings) in settings.selfReward = way }
            #expect(!BatchAdvantagesTests.advantages(answers, change).isConstant)
            #expect(BatchAdvantagesTests.advantages(nothing, change).isConstant)
            #expect(BatchAdvantagesTests.advantages(even, change).isConstant == (way == .sum))
        }
        #expect(
            !BatchAdvantagesTests.advantages(even) {
                $0.selfReward = .sum
                $0.estimator = .visionSR1
            }.isConstant)
    }

    @Test func `divergence is paid for token by token`() throws {
        var group = try BatchAdvantagesTests.group(
            accuracy: [1, 1, 0, 0], description: [0, 0, 0, 0])
        group.old = Array(repeating: [-1, -1, -1, -1], count: 4)
        group.reference = Array(repeating: [-1, -1, -1, -1], count: 4)
        group.reference[0] = [-1, -1.5, -1, -1]
        let found = BatchAdvantagesTests.advantages(group) {
            $0.rewardDivergence = KLTerm(weight: 0.2, estimator: .k1)
        }
        // The first response pays 0.1; the mean falls by a fourth of that.
        #expect(abs(found.values[0][0] - (0.9 - 0.475)) < 1e-12)
        #expect(abs(found.values[1][0] - (1 - 0.475)) < 1e-12)
    }

    /// Vision-SR1's equations 4 to 7: r_ans = r_acc + α r_fmt and r_visual = r_vis_acc + α r_fmt, each
    /// normalised in its group.
    @Test func `a description's format is normalised with its accuracy`() throws {
        var group = try BatchAdvantagesTests.group(
            accuracy: [1, 0, 1, 0], description: [1, 1, 0, 0])
        let formats: [Double] = [1, 0, 1, 0]
        for (draw, format) in formats.enumerated() {
            group.rewards[draw].components[.format] = format
            group.rewards[draw].components[.descriptionFormat] = format
        }
        var settings = PolicyGradientSettings(prompts: 1, group: 4, objective: .usual)
        settings.estimator = .grpo
        settings.selfReward = .split
        // λ is 0.5 of the description; α is 0.1 of each.
        let recipe = RewardRecipe(
            weights: [.accuracy: 1, .format: 0.1, .description: 0.5, .descriptionFormat: 0.05],
            lengthLimit: 5)
        var groups = [group]
        BatchAdvantages(settings, recipe).assign(to: &groups)
        func normalised(_ values: [Double]) -> [Double] {
            let mean = values.reduce(0, +) / 4
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3
            return values.map { ($0 - mean) / (variance.squareRoot() + 1e-6) }
        }
        let answer = normalised([1.1, 0, 1.1, 0])
        let visual = normalised([1.1, 1, 0.1, 0])
        for draw in 0..<4 {
            let found = groups[0].advantages[draw]
            #expect(abs(found[0] - 0.5 * visual[draw]) < 1e-12)
            #expect(abs(found[3] - answer[draw]) < 1e-12)
        }
    }
}

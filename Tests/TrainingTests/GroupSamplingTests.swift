import Grading
import Model
import Records
import Rewards
import Testing

@testable import Training

@Suite struct GroupSamplingTests {
    /// Says how long each response is, in tens of tokens.
    struct LengthScoring: BatchScoring {
        let component = RewardComponent.external

        func scores(of responses: [ScorableResponse]) async throws(Fault) -> [BatchScore] {
            responses.map { response in
                BatchScore(
                    Double(response.tokenCount) / 10,
                    parts: [.init(name: "tokens", value: Double(response.tokenCount))])
            }
        }
    }

    /// Refuses every response.
    struct RefusedScoring: BatchScoring {
        let component = RewardComponent.external

        func scores(of responses: [ScorableResponse]) async throws(Fault) -> [BatchScore] {
            throw Fault(.badInput, "no score of \(responses[1].id)")
        }
    }

    @Test(arguments: [1, 2, 3])
    func `a step's groups are the same for any number of jobs`(jobs: Int) async throws {
        let task = try DescribingTask()
        let weights: [RewardComponent: Double] = [.accuracy: 1, .description: 1]
        let one = try await task.method(weights, jobs: 1).sample(step: 2)
        let many = try await task.method(weights, jobs: jobs).sample(step: 2)
        for (left, right) in zip(one.groups, many.groups) {
            #expect(left.responses == right.responses)
            #expect(left.descriptions == right.descriptions)
            #expect(left.rewards == right.rewards)
        }
    }

    @Test func `a description's reward is what the second pass makes of it`() async throws {
        let task = try DescribingTask()
        let batch = try await task.method([.description: 0.5], jobs: 1).sample(step: 0)
        var seen: Set<DescriptionReader.Outcome> = []
        for group in batch.groups {
            #expect(group.descriptions.count == 64)
            for draw in group.responses.indices {
                seen.insert(group.descriptions[draw])
                let value: Double = group.descriptions[draw].isSufficient ? 1 : 0
                #expect(group.rewards[draw].components == [.description: value])
                #expect(group.rewards[draw].total == 0.5 * value)
                let close = group.responses[draw].lastIndex(
                    of: try #require(task.model.vocabulary.token("</description>")))
                #expect(group.descriptionEnds[draw] == close.map { $0 + 1 })
            }
        }
        #expect(seen.contains(.flawed(.missing)))
        #expect(seen.contains { if case .read = $0 { true } else { false } })
    }

    @Test func `a description's format is that of what was answered from it`() async throws {
        let task = try DescribingTask()
        let batch = try await task.method([.description: 1, .descriptionFormat: 0.5], jobs: 1)
            .sample(step: 0)
        for group in batch.groups {
            for draw in group.responses.indices {
                let value = group.rewards[draw].components[.descriptionFormat]
                #expect(value == (group.isReadingWellFormed(draw) ? 1 : 0))
                if case .flawed = group.descriptions[draw] { #expect(value == 0) }
            }
        }
        #expect(batch.metrics.values.contains { $0.name == "reward_description_format" })
    }

    @Test func `the second pass does not change what the first draws`() async throws {
        let task = try DescribingTask()
        let batches = [
            try await task.method([.description: 1], jobs: 1).sample(step: 1),
            try await task.method([.description: 1], isGreedy: true, jobs: 1).sample(step: 1),
        ]
        let responses = batches.map { $0.groups.map(\.responses) }
        #expect(responses[0] == responses[1])
    }

    @Test func `a batch scorer adds its component to each reward, and its parts`() async throws {
        let task = try DescribingTask()
        let method = task.method(
            [.format: 1, .external: 2], batchScorers: [LengthScoring()], jobs: 2)
        let batch = try await method.sample(step: 0)
        for group in batch.groups {
            for (response, reward) in zip(group.responses, group.rewards) {
                let score = Double(response.count) / 10
                #expect(reward.components == [.format: 0, .external: score])
                #expect(reward.total == 2 * score)
                #expect(reward.parts == [.init(name: "tokens", value: Double(response.count))])
            }
        }
        let metrics = RewardMetrics.values(
            of: Array(batch.groups),
            recipe: RewardRecipe(weights: [.external: 2], lengthLimit: 1))
        let mean = Double(batch.tokenCount) / 384
        #expect(metrics.map(\.name).contains("description_leaks"))
        #expect(metrics.first { $0.name == "reward_external_tokens" }?.value == mean)
    }

    @Test func `a batch scorer's fault ends the step and names the response`() async throws {
        let task = try DescribingTask()
        let method = task.method([.external: 1], batchScorers: [RefusedScoring()], jobs: 1)
        let fault = await #expect(throws: Fault.self) { _ = try await method.sample(step: 3) }
        #expect(fault?.message.contains("#3.0.1") == true)
    }

    @Test func `the second passes learn where the settings say so`() async throws {
        let task = try DescribingTask()
        let weights: [RewardComponent: Double] = [.description: 0.5]
        let method = task.method(weights, jobs: 2, selfReward: .passes)
        var batch = try await method.sample(step: 0)
        // So little a policy knows that no answer is right; let every other one be.
        for place in batch.groups.indices {
            batch.groups[place].advantages = []
            for (index, pass) in batch.groups[place].secondPasses.enumerated() {
                batch.groups[place].rewards[pass.draw].components[.description] =
                    index.isMultiple(of: 2) ? 1 : 0
            }
        }
        var settings = PolicyGradientSettings(prompts: 6, group: 64, objective: .usual)
        settings.selfReward = .passes
        BatchAdvantages(settings, RewardRecipe(weights: weights, lengthLimit: 5))
            .assign(to: &batch.groups)
        #expect(batch.groups.contains { $0.secondPasses.count > 1 })
        for group in batch.groups {
            let own = group.advantages.dropFirst(group.responses.count)
            #expect(own.count == group.secondPasses.count)
            for (index, pair) in zip(own, group.secondPasses).enumerated() {
                #expect(pair.0.count == pair.1.response.count)
                let isMeant = pair.0.allSatisfy { ($0 > 0) == index.isMultiple(of: 2) }
                #expect(isMeant)
            }
            for pass in group.secondPasses {
                #expect(group.advantages[pass.draw].allSatisfy { $0 == 0 })
            }
        }
        let gradient = Buffer<Float>(count: task.model.weights.count)
        let learnt = try await method.differentiate(batch, step: 0, addingTo: gradient)
        #expect(!learnt.isIdle && gradient.values.contains { $0 != 0 })
    }
}

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
        let weights: [RewardComponent: Double] = [.format: 1, .description: 0.5]
        let method = task.method(weights, jobs: 2, selfReward: .passes)
        let batch = try await method.sample(step: 0)
        let passes = batch.groups.flatMap(\.secondPasses)
        #expect(!passes.isEmpty)
        for group in batch.groups {
            #expect(group.advantages.count == group.responses.count + group.secondPasses.count)
            for (place, pass) in group.secondPasses.enumerated() {
                let advantages = group.advantages[group.responses.count + place]
                #expect(advantages.count == pass.response.count)
                let mean =
                    group.rewards.reduce(0) { $0 + ($1.components[.description] ?? 0) }
                    / Double(group.rewards.count)
                let own = group.rewards[pass.draw].components[.description] ?? 0
                let isMeant = advantages.allSatisfy { ($0 > 0) == (own > mean) }
                #expect(isMeant)
            }
        }
        let gradient = Buffer<Float>(count: task.model.weights.count)
        let learnt = try await method.differentiate(batch, step: 0, addingTo: gradient)
        #expect(!learnt.isIdle && gradient.values.contains { $0 != 0 })
    }
}

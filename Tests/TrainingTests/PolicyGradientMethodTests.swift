import Model
import Records
import Rewards
import Testing

@testable import Training

@Suite struct PolicyGradientMethodTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var change: @Sendable (inout PolicyGradientSettings) -> Void
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "several updates of a batch, twice") {
            $0.updates = 3
            $0.epochs = 2
        },
        Case(name: "refilled groups") {
            $0.constantGroups = .refill
            $0.prompts = 3
        },
        Case(name: "a reference that follows") { $0.referenceEvery = 3 },
        Case(name: "a weight of divergence that adapts") {
            $0.divergenceRule = .adaptive(target: 1e-4, horizon: 100)
        },
        Case(name: "divergence that the reward pays for") {
            $0.objective.kl = nil
            $0.rewardDivergence = KLTerm(weight: 0.1, estimator: .k1)
            $0.estimator = .reinforcePlusPlus
        },
        Case(name: "divergence that the reward pays for, where groups are skipped") {
            $0.objective.kl = nil
            $0.rewardDivergence = KLTerm(weight: 0.1, estimator: .lowVariance)
            $0.divergenceRule = .adaptive(target: 1e-4, horizon: 100)
            $0.constantGroups = .skip
            $0.prompts = 1
            $0.group = 2
        },
        Case(name: "one ratio a response, constant length") {
            $0.objective.surrogate = .gspo(low: 3e-4, high: 4e-4, dual: nil)
            $0.objective.aggregation = .constantLength
            $0.updates = 2
            $0.estimator = .drGRPO
        },
    ]

    static func method(
        _ task: TinyTask, jobs: Int = 1, _ change: (inout PolicyGradientSettings) -> Void
    ) throws -> PolicyGradientMethod {
        try task.reinforcement(jobs: jobs, reference: try TinyTask().model, change)
    }

    @Test(arguments: cases)
    func `a run that stops goes on to the same bits, for any number of jobs`(
        testCase: Case
    ) async throws {
        let whole = try TinyTask()
        let scratch = try TrainingLoopTests.Scratch()
        let undisturbed = try await TrainingLoopTests.run(
            try PolicyGradientMethodTests.method(whole, testCase.change), in: scratch.path)
        for stop in [6, 11] {
            let own = try TrainingLoopTests.Scratch()
            let failing = DisturbedMethod(
                try PolicyGradientMethodTests.method(try TinyTask(), testCase.change), .failure,
                at: stop)
            await #expect(throws: Fault.self) {
                try await TrainingLoopTests.run(failing, in: own.path)
            }
            let task = try TinyTask()
            let result = try await TrainingLoopTests.run(
                try PolicyGradientMethodTests.method(task, jobs: 3, testCase.change), in: own.path)
            #expect(result.resumedFrom == stop / 5 * 5)
            #expect(result.metrics == undisturbed.metrics)
            #expect(
                task.model.weights.values.map(\.bitPattern)
                    == whole.model.weights.values.map(\.bitPattern))
        }
    }

    @Test func `the first update's ratio is 1, the second's is not`() async throws {
        let task = try TinyTask()
        let method = try PolicyGradientMethodTests.method(task) { $0.epochs = 2 }
        let gradient = Buffer<Float>(count: task.model.weights.count)
        func measure(_ update: Int, _ name: String) async throws -> Double {
            gradient.zero()
            let metrics = try await method.gradient(
                step: 0, update: update, addingTo: gradient)
            return try #require(metrics.values.first { $0.name == name }).value
        }
        #expect(try await measure(0, "kl_from_old") == 0)
        for index in 0..<gradient.count {
            task.model.weights.pointer[index] -= 0.5 * gradient.pointer[index]
        }
        #expect(try await measure(1, "kl_from_old") != 0)
    }

    @Test func `skipped groups are not learnt from, and nothing is where all are`() async throws {
        let task = try TinyTask()
        let method = try PolicyGradientMethodTests.method(task) { $0.constantGroups = .skip }
        let batch = try await method.sample(step: 0)
        let constant = batch.groups.filter { Set($0.rewards.map(\.total)).count == 1 }
        #expect(constant.isEmpty)
        #expect(batch.drawnCount == 10 && !batch.dropped.isEmpty)
        #expect(batch.dropped.allSatisfy { Set($0.rewards.map(\.total)).count == 1 })
        let still = try PolicyGradientMethodTests.method(task) {
            $0.constantGroups = .skip
            $0.group = 1
        }
        let gradient = Buffer<Float>(count: task.model.weights.count)
        let metrics = try await still.gradient(step: 0, update: 0, addingTo: gradient)
        #expect(metrics.isIdle)
        #expect(gradient.values.allSatisfy { $0 == 0 })
    }

    @Test func `refilling asks further questions, up to the limit`() async throws {
        let task = try TinyTask()
        let method = try PolicyGradientMethodTests.method(task) {
            $0.constantGroups = .refill
            $0.prompts = 4
            $0.refillLimit = 3
        }
        var position = 0
        for step in 0..<4 {
            let batch = try await method.sample(step: step)
            let drawn = method.dataPosition(step: step + 1) - position
            position += drawn
            #expect(drawn <= 12)
            #expect(batch.groups.count == 4 || drawn == 12)
            #expect(drawn == batch.drawnCount)
        }
        #expect(position > 16)
    }

    @Test func `a phase whose groups never differ ends with an error`() async throws {
        let method = try PolicyGradientMethodTests.method(try TinyTask()) { $0.group = 1 }
        for step in 0..<(PolicyGradientMethod.flatStepLimit - 1) {
            _ = try await method.sample(step: step)
        }
        await #expect(throws: Fault.self) {
            try await method.sample(step: PolicyGradientMethod.flatStepLimit - 1)
        }
    }
}

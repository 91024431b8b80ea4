import Foundation
import Grading
import Images
import Model
import Records
import Rewards
import Storage
import Testing

@testable import Training

extension PolicyObjective {
    /// What the quickstart minimises.
    static let usual = PolicyObjective(
        surrogate: .clip(low: 0.2, high: 0.2, dual: nil), aggregation: .tokenMean,
        kl: KLTerm(weight: 0.01, estimator: .lowVariance))
}

/// A tiny task in memory: name the brightest of three colours.
struct TinyTask {
    let model: PolicyModel
    let pictures: [PicturePatches]
    let questions: [Question]

    init() throws {
        let colours = ["red", "green", "blue"]
        let shape = PolicyConfiguration(
            imageSize: 8, patchSize: 4, patchWidth: 8, width: 16, layers: 1, heads: 2,
            feedForward: 16, questionTokens: 3, responseTokens: 3)
        model = try PolicyModel(
            configuration: shape,
            vocabulary: Vocabulary(texts: [["what", "colour"], colours]), seed: Seed(1))
        pictures = (0..<12).map { index in
            let bright = UInt8(200 + index)
            let pixels: [UInt8] = (0..<192).map { $0 % 3 == index % 3 ? bright : 20 }
            return PicturePatches(PixelImage(width: 8, height: 8, pixels: pixels), shape)
        }
        questions = (0..<12).map { index in
            Question(
                id: "q\(index)", source: "tiny", split: "train", capability: .coarse,
                text: "what colour", answer: colours[index % 3], target: colours[index % 3])
        }
    }

    func supervised(jobs: Int) throws -> SupervisedMethod {
        let examples = try questions.enumerated().map {
            try SupervisedExample.make($1, picture: $0, model: model).get()
        }
        return SupervisedMethod(
            model, pictures: pictures, examples: examples, textOnly: [], batch: 32,
            textOnlyRows: 0, textOnlyWeight: 0, seed: Seed(3), jobs: jobs)
    }

    func reinforcement(
        jobs: Int, reference: PolicyModel,
        _ change: (inout PolicyGradientSettings) -> Void = { _ in }
    ) throws -> PolicyGradientMethod {
        var settings = PolicyGradientSettings(prompts: 10, group: 4, objective: .usual)
        change(&settings)
        let items = try questions.enumerated().map { index, question in
            PolicyGradientQuestion(
                question: question,
                prompt: try #require(model.promptTokens(question.text, withPicture: true)),
                picture: index)
        }
        return PolicyGradientMethod(
            model, reference: reference, questions: items, pictures: pictures,
            settings: settings,
            scorer: RewardScorer(
                RewardRecipe(weights: [.accuracy: 0.9, .format: 0.1], lengthLimit: 5),
                grader: Grader(format: .answer)),
            alignment: nil, seed: Seed(4), jobs: jobs)
    }
}

@Suite("The training loop")
struct TrainingLoopTests {
    static let optimizer = OptimizerSettings(
        learningRate: 0.01, beta1: 0.9, beta2: 0.95, weightDecay: 0.01, warmUpSteps: 2,
        decayFrom: 0.5, decayTo: 0.1, clipNorm: 1)

    /// A folder that lives as long as this does.
    final class Scratch: Sendable {
        let path: String
        init() throws {
            path = FileManager.default.temporaryDirectory.path + "/training-\(UUID().uuidString)"
            try FileSystem.createFolder(path + "/out")
        }
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    static func run(
        _ method: any TrainingMethod, in folder: String, steps: Int = 12
    ) async throws -> TrainingLoop.Outcome {
        try await TrainingLoop(
            folder: folder + "/steps", steps: steps, plan: CheckpointPlan(every: 5),
            origin: TrainingOrigin(seed: Seed(3), parent: nil)
        ).run(method, optimizer: optimizer, output: folder + "/out") { _ in }
    }

    enum Kind: CaseIterable, Sendable { case supervised, reinforcement }

    static func method(_ kind: Kind, _ task: TinyTask, jobs: Int = 1) throws -> any TrainingMethod {
        switch kind {
        case .supervised: try task.supervised(jobs: jobs)
        case .reinforcement: try task.reinforcement(jobs: jobs, reference: try TinyTask().model)
        }
    }

    @Test("one, two and five jobs give the same bits", arguments: Kind.allCases)
    func jobs(kind: Kind) async throws {
        var results: [[UInt32]] = []
        for jobs in [1, 2, 5] {
            let task = try TinyTask()
            let scratch = try Scratch()
            _ = try await TrainingLoopTests.run(
                try TrainingLoopTests.method(kind, task, jobs: jobs), in: scratch.path)
            results.append(task.model.weights.values.map(\.bitPattern))
        }
        #expect(results[0] == results[1])
        #expect(results[0] == results[2])
    }

    @Test("a run that stops at any step goes on to the same bits", arguments: Kind.allCases)
    func resume(kind: Kind) async throws {
        let whole = try TinyTask()
        let wholeScratch = try Scratch()
        let undisturbed = try await TrainingLoopTests.run(
            try TrainingLoopTests.method(kind, whole), in: wholeScratch.path)
        for stop in [1, 5, 7, 11] {
            let scratch = try Scratch()
            let failing = DisturbedMethod(
                try TrainingLoopTests.method(kind, try TinyTask()), .failure, at: stop)
            await #expect(throws: Fault.self) {
                try await TrainingLoopTests.run(failing, in: scratch.path)
            }
            let task = try TinyTask()
            let result = try await TrainingLoopTests.run(
                try TrainingLoopTests.method(kind, task), in: scratch.path)
            #expect(result.resumedFrom == stop / 5 * 5)
            #expect(result.metrics == undisturbed.metrics)
            #expect(
                task.model.weights.values.map(\.bitPattern)
                    == whole.model.weights.values.map(\.bitPattern))
        }
    }

    @Test("a damaged checkpoint is passed over for the one before it")
    func damagedCheckpoint() async throws {
        let scratch = try Scratch()
        let failing = DisturbedMethod(try TinyTask().supervised(jobs: 1), .failure, at: 11)
        await #expect(throws: Fault.self) {
            try await TrainingLoopTests.run(failing, in: scratch.path)
        }
        try FileSystem.write([1, 2, 3], to: scratch.path + "/steps/step-000010/model.safetensors")
        let task = try TinyTask()
        let result = try await TrainingLoopTests.run(try task.supervised(jobs: 1), in: scratch.path)
        #expect(result.resumedFrom == 5)
    }

    @Test("cancellation leaves a checkpoint to go on from")
    func cancellation() async throws {
        let scratch = try Scratch()
        let folder = scratch.path
        let running = Task {
            let method = DisturbedMethod(
                try TinyTask().supervised(jobs: 1), .cancellation, at: 7)
            return try await TrainingLoopTests.run(method, in: folder).resumedFrom
        }
        await #expect {
            try await running.value
        } throws: { ($0 as? Fault)?.code == .interrupted }
        let again = try TinyTask()
        let result = try await TrainingLoopTests.run(
            try again.supervised(jobs: 1), in: scratch.path)
        #expect(result.resumedFrom == 8)
    }

    @Test("the checkpoint gives back the policy that was trained, and names its parent")
    func checkpoint() async throws {
        let scratch = try Scratch()
        let task = try TinyTask()
        _ = try await TrainingLoop(
            folder: scratch.path + "/steps", steps: 3, plan: CheckpointPlan(every: 5),
            origin: TrainingOrigin(seed: Seed(3), parent: "abc")
        ).run(
            try task.supervised(jobs: 1), optimizer: TrainingLoopTests.optimizer,
            output: scratch.path + "/out"
        ) { _ in }
        let checkpoint = try Checkpoint(scratch.path + "/out")
        let policy = try checkpoint.policy()
        #expect(policy.weights.values == task.model.weights.values)
        #expect(policy.vocabulary == task.model.vocabulary)
        #expect(policy.configuration == task.model.configuration)
        #expect(checkpoint.step == 3)
        #expect(checkpoint.facts.json["parent"]?.stringValue == "abc")
        #expect(checkpoint.facts.json["data_position"]?.integerValue == 96)
    }

    @Test("warm-up learns the tiny task, and the policy gradient raises its reward")
    func learns() async throws {
        let task = try TinyTask()
        let warmUp = try Scratch()
        let phase = try Scratch()
        let supervised = try await TrainingLoopTests.run(
            try task.supervised(jobs: 2), in: warmUp.path, steps: 15)
        let losses = supervised.metrics.compactMap { $0["loss"]?.realValue }
        #expect(try #require(losses.last) < losses[0] * 0.6)
        let result = try await TrainingLoopTests.run(
            try task.reinforcement(jobs: 2, reference: task.model.copy()), in: phase.path,
            steps: 40)
        let rewards = result.metrics.compactMap { $0["reward"]?.realValue }
        let before = rewards.prefix(5).reduce(0, +) / 5
        let after = rewards.suffix(5).reduce(0, +) / 5
        #expect(after > before + 0.1)
        #expect(result.metrics[0]["kl"]?.realValue == 0)
        #expect(result.metrics[0]["clip_fraction"]?.realValue == 0)
    }
}

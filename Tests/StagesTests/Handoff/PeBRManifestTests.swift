import Manifests
import Records
import Rollouts
import Testing

@testable import Stages

/// The shipped manifests of PeBR-R1 say what its scripts do (`examples/pebr_{sample,stage1,stage2}`).
@Suite struct PeBRManifestTests {
    private static let manifests = ["pebr-r1-qwen2.5-vl-7b", "pebr-r1-qwen2.5-vl-3b"]

    private func load(_ name: String) throws -> RunSpecification {
        let root = #filePath.split(separator: "/").dropLast(4).map { "/\($0)" }.joined()
        return try ManifestLoader.load(
            path: "\(root)/manifests/\(name).yaml", overrides: [("data_root", "/nowhere")],
            checkingFiles: false)
    }

    private func phase(_ name: String, of run: RunSpecification) throws -> HandOffSettings {
        let stage = try #require(run.stages.first { $0.name == name })
        guard case .handOff(let settings) = stage.settings else {
            throw Fault(.internalError, "`\(name)` is handed to nobody")
        }
        return settings
    }

    private func rollouts(of run: RunSpecification) throws -> RolloutSettings {
        for stage in run.stages {
            if case .rollout(let settings) = stage.settings { return settings }
        }
        throw Fault(.internalError, "nothing is sampled")
    }

    @Test(arguments: manifests)
    func `both stages have the settings of PeBR-R1's scripts`(_ name: String) throws {
        let run = try load(name)
        var expected = TrainerSettings(model: "../pebr_r1_warm_up")
        expected.epochs = 1
        expected.rolloutBatch = 560
        expected.updateBatch = 112
        expected.group = 8
        expected.temperature = 1.2
        expected.topShare = 0.99
        expected.promptTokens = 2048
        expected.responseTokens = 2048
        expected.leastPixels = 576
        expected.mostPixels = 802_816
        expected.learningRate = 1e-6
        expected.weightDecay = 1e-2
        expected.kl = 1e-2
        expected.clipLow = 0.2
        expected.clipHigh = 0.3
        expected.gpus = 7
        expected.tensorParallel = 1
        expected.microBatch = 4
        expected.saveEvery = 5
        expected.keep = 3
        // The scripts save weights alone.
        expected.isResumable = true
        let perception = try phase("perception", of: run)
        #expect(perception.phase.training == expected)
        #expect(perception.policy == nil)
        #expect(perception.phase.trainer == .easyR1)

        expected.model = ""
        expected.epochs = 2
        expected.rolloutBatch = 512
        expected.updateBatch = 128
        expected.gpus = 8
        expected.tensorParallel = 4
        let reasoning = try phase("reasoning", of: run)
        #expect(reasoning.phase.training == expected)
        #expect(reasoning.policy == "perception")
        #expect(reasoning.phase.trainer == .easyR1)
    }

    @Test(arguments: manifests)
    func `both stages have PeBR-R1's rewards`(_ name: String) throws {
        let run = try load(name)
        var reward = RewardSettings()
        (reward.accuracy, reward.alignment, reward.keywords) = (0, 0.4, 0.4)
        (reward.format, reward.length, reward.lengthLimit) = (0.1, 0.1, 512)
        reward.keywordMatch = .substring
        let perception = try phase("perception", of: run)
        #expect(perception.phase.reward == reward)
        #expect(perception.phase.embeddings?.threshold == 0.4)
        let reasoning = try phase("reasoning", of: run).phase.reward
        #expect((reasoning.accuracy, reasoning.format) == (0.9, 0.1))
        #expect((reasoning.alignment, reasoning.keywords, reasoning.length) == (0, 0, 0))
        #expect(run.grader.equivalence == .mathruler)
        #expect(run.grader.wholeResponse)
    }

    /// Pass rates are those of what is trained, or they choose other questions.
    @Test(arguments: manifests)
    func `questions are asked in sampling as they are in training`(_ name: String) throws {
        let run = try load(name)
        let rollouts = try rollouts(of: run)
        #expect(rollouts.draws == 8)
        #expect(rollouts.stop == .none)
        let built = try #require(BuiltInPrompt(rawValue: run.policy.prompt.template ?? ""))
        let instruction = try #require(built.text.split(separator: "{{").first)
        for stage in ["perception", "reasoning"] {
            let phase = try phase(stage, of: run).phase
            #expect(phase.before == String(instruction))
            #expect(phase.behind == nil)
            #expect(phase.training.temperature == rollouts.temperature)
            #expect(phase.training.topShare == rollouts.topShare)
            #expect(phase.training.responseTokens == run.policy.responseTokens)
            #expect(phase.training.leastPixels == run.policy.pictureSize.minimumPixels)
            #expect(phase.training.mostPixels == run.policy.pictureSize.maximumPixels)
        }
        #expect(run.policy.pictureSize.rule == .easyR1)
        #expect(run.policy.responseFormat == .pebr)
        let model = try phase("perception", of: run).phase.training.model
        let served = try #require(run.policy.endpoint?.model)
        #expect(model.hasSuffix("/\(served)"))
    }
}

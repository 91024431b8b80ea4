import Glibc
import Model
import Records
import Storage
import Testing

@testable import Training

/// Which checkpoints are kept, and which are refused.
@Suite("The checkpoints of a run")
struct CheckpointFolderTests {
    static func run(
        _ method: any TrainingMethod, in folder: String, plan: CheckpointPlan, steps: Int = 12,
        origin: TrainingOrigin = TrainingOrigin(seed: Seed(3), parent: "abc")
    ) async throws -> TrainingLoop.Outcome {
        try await TrainingLoop(
            folder: folder + "/steps", steps: steps, plan: plan, origin: origin
        ).run(method, optimizer: TrainingLoopTests.optimizer, output: folder + "/out") { _ in }
    }

    static func names(in folder: String) throws -> [String] {
        try FileSystem.list(folder + "/steps").filter { $0.hasPrefix("step-") }
    }

    @Test("as many of the newest are kept as was asked for", arguments: [1, 2, 4])
    func keep(count: Int) async throws {
        let scratch = try TrainingLoopTests.Scratch()
        _ = try await CheckpointFolderTests.run(
            try TinyTask().supervised(jobs: 1), in: scratch.path,
            plan: CheckpointPlan(every: 2, keep: count))
        let all = ["step-000002", "step-000004", "step-000006", "step-000008", "step-000010"]
        #expect(try CheckpointFolderTests.names(in: scratch.path) == all.suffix(count))
    }

    @Test("the best is kept beside the newest, and given back when it beats the last")
    func best() async throws {
        let scratch = try TrainingLoopTests.Scratch()
        // Its loss is 5, 4, 3, 2, 1, 2, 3 and so on.
        let method = ScriptedMethod(losses: (0..<12).map { Double(abs($0 - 4) + 1) })
        let outcome = try await CheckpointFolderTests.run(
            method, in: scratch.path,
            plan: CheckpointPlan(every: 2, keep: 1, best: BestMetric("loss")))
        #expect(
            try CheckpointFolderTests.names(in: scratch.path) == ["step-000006", "step-000010"])
        let best = try #require(outcome.best)
        #expect(best.step == 6)
        #expect(best.score == 1.5)
        #expect(try Checkpoint(scratch.path + "/out").score == 7.5)
    }

    @Test("nothing beats the last where the metric goes on getting better")
    func bestIsLast() async throws {
        let scratch = try TrainingLoopTests.Scratch()
        let outcome = try await CheckpointFolderTests.run(
            ScriptedMethod(losses: (0..<12).map { 12 - Double($0) }), in: scratch.path,
            plan: CheckpointPlan(every: 5, best: BestMetric("loss")))
        #expect(outcome.best == nil)
        // Two steps came after the checkpoint before.
        #expect(try Checkpoint(scratch.path + "/out").score == 1.5)
    }

    @Test("of a reward more is better, of a loss less")
    func direction() {
        #expect(BestMetric("reward").isBetter(2, than: 1))
        #expect(BestMetric("loss").isBetter(1, than: 2))
        #expect(BestMetric("text_only_loss").isBetter(1, than: 2))
        #expect(!BestMetric("accuracy").isBetter(1, than: 2))
    }

    @Test("a metric that is not measured is refused at the first step")
    func unknownMetric() async throws {
        let scratch = try TrainingLoopTests.Scratch()
        await #expect {
            try await CheckpointFolderTests.run(
                try TinyTask().supervised(jobs: 1), in: scratch.path,
                plan: CheckpointPlan(every: 2, best: BestMetric("rewrd")))
        } throws: { error in
            (error as? Fault)?.remedy?.contains("`loss`") == true
        }
        #expect(try CheckpointFolderTests.names(in: scratch.path).isEmpty)
    }

    @Test("steps are in the order of their numbers, a million and more of them too")
    func order() async throws {
        let scratch = try TrainingLoopTests.Scratch()
        let plan = CheckpointPlan(every: 2, keep: 1)
        let failing = DisturbedMethod(try TinyTask().supervised(jobs: 1), .failure, at: 5)
        await #expect(throws: Fault.self) {
            try await CheckpointFolderTests.run(failing, in: scratch.path, plan: plan)
        }
        let steps = scratch.path + "/steps"
        // One that is not whole: it is looked at first, being the newest.
        try FileSystem.createFolder(steps + "/step-1000000")
        let outcome = try await CheckpointFolderTests.run(
            try TinyTask().supervised(jobs: 1), in: scratch.path, plan: plan, steps: 5)
        #expect(outcome.resumedFrom == 4)
        #expect(try FileSystem.list(steps).contains("damaged-step-1000000"))
    }

    @Test("what a killed process left half written is removed")
    func leftovers() async throws {
        let scratch = try TrainingLoopTests.Scratch()
        let steps = scratch.path + "/steps"
        try FileSystem.createFolder(steps + "/.tmp-step-000002-17-abc")
        try FileSystem.write([1], to: steps + "/.tmp-step-000002-17-abc/model.safetensors")
        _ = try await CheckpointFolderTests.run(
            try TinyTask().supervised(jobs: 1), in: scratch.path, plan: CheckpointPlan(every: 2))
        #expect(try FileSystem.list(steps).allSatisfy { !$0.hasPrefix(".tmp-") })
    }

    @Test("a disk that fails just now costs no checkpoint")
    func passingFailure() async throws {
        let scratch = try TrainingLoopTests.Scratch()
        let plan = CheckpointPlan(every: 2)
        let failing = DisturbedMethod(try TinyTask().supervised(jobs: 1), .failure, at: 5)
        await #expect(throws: Fault.self) {
            try await CheckpointFolderTests.run(failing, in: scratch.path, plan: plan)
        }
        let model = scratch.path + "/steps/step-000004/model.safetensors"
        // Its first bytes cannot be read, as those of a broken disk.
        try FileSystem.rename(model, to: model + ".kept")
        #expect(symlink("/proc/self/mem", model) == 0)
        await #expect {
            try await CheckpointFolderTests.run(
                try TinyTask().supervised(jobs: 1), in: scratch.path, plan: plan)
        } throws: { ($0 as? Fault)?.code == .inputOutput }
        try FileSystem.rename(model + ".kept", to: model)
        let outcome = try await CheckpointFolderTests.run(
            try TinyTask().supervised(jobs: 1), in: scratch.path, plan: plan)
        #expect(outcome.resumedFrom == 4)
    }

    @Test("a best checkpoint that is damaged gives way to the next best")
    func damagedBest() async throws {
        let scratch = try TrainingLoopTests.Scratch()
        let plan = CheckpointPlan(every: 2, keep: 3, best: BestMetric("loss"))
        let losses = (0..<12).map { Double(abs($0 - 4) + 1) }
        let failing = DisturbedMethod(ScriptedMethod(losses: losses), .failure, at: 11)
        await #expect(throws: Fault.self) {
            try await CheckpointFolderTests.run(failing, in: scratch.path, plan: plan)
        }
        // Of steps 6, 8 and 10 the first is the best.
        try FileSystem.write([1], to: scratch.path + "/steps/step-000006/model.safetensors")
        let outcome = try await CheckpointFolderTests.run(
            ScriptedMethod(losses: losses), in: scratch.path, plan: plan)
        #expect(outcome.best?.step == 8)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var origin: TrainingOrigin
        var testDescription: String { name }
    }

    @Test("a checkpoint that names a reference which the run does not have is refused")
    func fewerReferences() async throws {
        let scratch = try TrainingLoopTests.Scratch()
        let plan = CheckpointPlan(every: 2)
        let failing = DisturbedMethod(try TinyTask().supervised(jobs: 1), .failure, at: 5)
        await #expect(throws: Fault.self) {
            try await CheckpointFolderTests.run(
                failing, in: scratch.path, plan: plan,
                origin: TrainingOrigin(
                    seed: Seed(3), parent: "abc", references: [.init("scorer", "0f")]))
        }
        await #expect {
            try await CheckpointFolderTests.run(
                try TinyTask().supervised(jobs: 1), in: scratch.path, plan: plan)
        } throws: { ($0 as? Fault)?.message.contains("`references.scorer`") == true }
    }

    @Test(
        "a checkpoint of another training is refused",
        arguments: [
            Case(name: "parent", origin: TrainingOrigin(seed: Seed(3), parent: "abd")),
            Case(name: "seed", origin: TrainingOrigin(seed: Seed(4), parent: "abc")),
            Case(
                name: "references.policy",
                origin: TrainingOrigin(
                    seed: Seed(3), parent: "abc", references: [.init("policy", "0f")])),
        ])
    func otherOrigin(example: Case) async throws {
        let scratch = try TrainingLoopTests.Scratch()
        let plan = CheckpointPlan(every: 2)
        let failing = DisturbedMethod(try TinyTask().supervised(jobs: 1), .failure, at: 5)
        await #expect(throws: Fault.self) {
            try await CheckpointFolderTests.run(failing, in: scratch.path, plan: plan)
        }
        await #expect {
            try await CheckpointFolderTests.run(
                try TinyTask().supervised(jobs: 1), in: scratch.path, plan: plan,
                origin: example.origin)
        } throws: { error in
            guard let fault = error as? Fault else { return false }
            return fault.message.contains("`\(example.name)`")
                && fault.remedy?.contains("step-000004") == true
        }
    }
}

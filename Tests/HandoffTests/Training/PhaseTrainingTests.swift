import Glibc
import Records
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Handoff

@Suite struct PhaseTrainingTests {
    @Test func `a phase is trained to its end, and what was planned is what was trained`()
        async throws
    {
        let trainer = try FakeTrainer()
        let steps = Mutex<[Int]>([])
        let outcome = try await trainer.training().train { progress in
            steps.withLock { $0.append(progress.done) }
        }
        #expect(outcome.checkpoint.step == 6 && outcome.resumedFrom == 0 && outcome.notes == [])
        #expect(steps.withLock { $0.last } == 6)
        let audit = try trainer.audit()
        #expect(audit.isAsPlanned && audit.plannedCount == 48 && audit.lostCount == 0)
        #expect(audit.rows.map(\.question) == ["q0", "q1", "q2"])
        #expect(audit.rows.allSatisfy { $0.planned == 16 && $0.consumed == 16 })
        #expect(audit.rows.allSatisfy { $0.verdicts.right == 6 && $0.verdicts.notRight == 10 })
        #expect(try outcome.checkpoint.weightFiles() == ["config.json", "model.safetensors"])
        let folder = try TemporaryFolder("metrics")
        let shown = try trainer.phase.writeMetrics(of: trainer.run, to: folder.path)
        #expect(shown.map(\.name) == ["reward", "loss"] && shown.map(\.value) == [0.375, 0.5])
    }

    @Test func `a killed trainer goes on from its last checkpoint, and nothing is counted twice`()
        async throws
    {
        let trainer = try FakeTrainer(#"{"die": 3}"#)
        let fault = await #expect(throws: Fault.self) {
            try await trainer.training().train { _ in }
        }
        // It had come further, so that trying again is of use.
        #expect(fault?.code == .tryAgain)
        let outcome = try await trainer.training().train { _ in }
        #expect(outcome.resumedFrom == 2 && outcome.checkpoint.step == 6)
        let audit = try trainer.audit()
        // Steps 2 and 3 were drawn, and drawn again.
        #expect(audit.isAsPlanned && audit.lostCount == 16 && audit.consumedCount == 48)
        let calls = try trainer.scratch.text("calls").split(separator: "\n")
        #expect(calls.count == 2 && !calls[0].contains("--resume") && calls[1].contains("--resume"))
        // Who is done is not started again.
        #expect(try await trainer.training().train { _ in }.checkpoint.step == 6)
        #expect(try trainer.scratch.text("calls").split(separator: "\n").count == 2)
    }

    @Test func `a trainer that died before its first checkpoint begins anew`() async throws {
        let trainer = try FakeTrainer(#"{"die": 1}"#)
        let fault = await #expect(throws: Fault.self) {
            try await trainer.training().train { _ in }
        }
        #expect(fault?.code == .tryAgain)
        let outcome = try await trainer.training().train { _ in }
        #expect(outcome.resumedFrom == 0)
        let audit = try trainer.audit()
        #expect(audit.isAsPlanned && audit.lostCount == 0)
    }

    @Test func `workers that outlive a trainer are ended before another one starts`() async throws {
        let trainer = try FakeTrainer(#"{"worker": true, "die": 3}"#)
        await #expect(throws: Fault.self) { try await trainer.training().train { _ in } }
        let worker = try #require(pid_t(trainer.scratch.text("worker")))
        #expect(kill(worker, 0) != 0 || isZombie(worker))
        #expect(try await trainer.training().train { _ in }.checkpoint.step == 6)
    }

    /// Whether a process has ended and nobody has asked how.
    private func isZombie(_ process: pid_t) -> Bool {
        let bytes = (try? FileSystem.read("/proc/\(process)/stat")) ?? []
        return String(decoding: bytes, as: UTF8.self).contains(") Z ")
    }

    @Test func `a trainer that stands still is stopped, and goes on`() async throws {
        let trainer = try FakeTrainer(#"{"stall": 4}"#)
        let fault = await #expect(throws: Fault.self) {
            try await trainer.training(stallAfter: .seconds(2)).train { _ in }
        }
        #expect(fault?.code == .tryAgain && fault?.message.contains("no sign of life") == true)
        let outcome = try await trainer.training().train { _ in }
        #expect(outcome.resumedFrom == 4)
        #expect(try trainer.audit().isAsPlanned)
    }

    @Test func `a second crash counts as progress though fewer responses came than were lost`()
        async throws
    {
        let trainer = try FakeTrainer(#"{"die": 3, "die_again": 2}"#)
        for _ in 0..<2 {
            let fault = await #expect(throws: Fault.self) {
                try await trainer.training().train { _ in }
            }
            #expect(fault?.code == .tryAgain)
        }
        #expect(try await trainer.training().train { _ in }.resumedFrom == 2)
        #expect(try trainer.audit().isAsPlanned)
    }

    @Test func `a trainer that stalls before it does anything would stall again`() async throws {
        let trainer = try FakeTrainer(#"{"print": "loading"}"#)
        let fault = await #expect(throws: Fault.self) {
            try await trainer.training(stallAfter: .seconds(1)).train { _ in }
        }
        #expect(fault?.code == .failedUnits)
    }

    @Test func `a last checkpoint without its weights is made again`() async throws {
        let trainer = try FakeTrainer()
        _ = try await trainer.training().train { _ in }
        try FileSystem.remove("\(trainer.run)/checkpoints/checkpoint-6/model.safetensors")
        let outcome = try await trainer.training().train { _ in }
        #expect(outcome.resumedFrom == 4 && outcome.checkpoint.step == 6)
        #expect(try trainer.audit().isAsPlanned)
    }

    @Test func `a trainer that fails at once is not worth another try`() async throws {
        let trainer = try FakeTrainer(#"{"exit": 3}"#)
        let fault = await #expect(throws: Fault.self) {
            try await trainer.training().train { _ in }
        }
        #expect(fault?.code == .failedUnits)
        #expect(fault?.message.contains("exit status 3") == true)
        #expect(fault?.remedy?.contains(trainer.log) == true)
    }

    @Test func `the disk decides where a trainer stumbles behind its last checkpoint`()
        async throws
    {
        let trainer = try FakeTrainer(#"{"fail_at_end": 1}"#)
        let outcome = try await trainer.training().train { _ in }
        #expect(outcome.checkpoint.step == 6 && outcome.notes.count == 1)
    }

    @Test func `weights that are silently not loaded end the training at once`() async throws {
        let trainer = try FakeTrainer(
            #"{"print": "There were unexpected keys in the checkpoint model loaded: ['w']."}"#)
        let fault = await #expect(throws: Fault.self) {
            try await trainer.training().train { _ in }
        }
        #expect(fault?.code == .failedUnits)
        #expect(fault?.message.contains("did not load the checkpoint's weights") == true)
    }

    @Test func `what was saved without the weights it was to go on from is not gone on from`()
        async throws
    {
        let trainer = try FakeTrainer(#"{"die": 3, "lose": true}"#)
        await #expect(throws: Fault.self) { try await trainer.training().train { _ in } }
        // It comes to its end before anybody looks.
        var slow = trainer.training()
        slow.interval = .seconds(60)
        let fault = await #expect(throws: Fault.self) { try await slow.train { _ in } }
        #expect(fault?.message.contains("step 4, 6 were removed") == true)
        #expect(try trainer.phase.state(of: trainer.run).checkpoints.map(\.step) == [2])
        let outcome = try await trainer.training().train { _ in }
        #expect(outcome.resumedFrom == 2 && outcome.checkpoint.step == 6)
        #expect(try trainer.audit().isAsPlanned)
    }

    @Test func `nor where whoever watched it was killed before he saw`() async throws {
        let trainer = try FakeTrainer(#"{"die": 3}"#)
        await #expect(throws: Fault.self) { try await trainer.training().train { _ in } }
        _ = try await trainer.training().train { _ in }
        let line = "There were unexpected keys in the checkpoint model loaded: ['w'].\n"
        try trainer.scratch.write(trainer.scratch.text("log") + line, to: "log")
        let outcome = try await trainer.training().train { _ in }
        #expect(outcome.resumedFrom == 2 && outcome.checkpoint.step == 6)
        #expect(outcome.notes.first?.contains("step 4, 6 were removed") == true)
    }

    @Test(arguments: [#"{"skip": "q1"}"#, #"{"order": "reversed"}"#, #"{"silent": true}"#])
    func `what was not trained as planned is told`(behaviour: String) async throws {
        let trainer = try FakeTrainer(behaviour)
        _ = try await trainer.training().train { _ in }
        let audit = try trainer.audit()
        #expect(!audit.isAsPlanned)
        switch behaviour {
        case _ where behaviour.contains("skip"):
            #expect(audit.rows.map(\.consumed) == [16, 0, 16])
            #expect(audit.firstMisplacedBatch == 1)
        case _ where behaviour.contains("order"):
            #expect(audit.consumedCount == audit.plannedCount && audit.firstMisplacedBatch == 0)
        default: #expect(audit.consumedCount == 0)
        }
    }

    @Test func `whoever is cancelled stops the trainer`() async throws {
        let trainer = try FakeTrainer(#"{"stall": 2}"#)
        let training = trainer.training()
        let task = Task { try await training.train { _ in } }
        while (try? FileSystem.status(trainer.scratch["once-stall"])) == nil {
            try await Task.sleep(for: .milliseconds(20))
        }
        task.cancel()
        let fault = await #expect(throws: Fault.self) { try await task.value }
        #expect(fault?.code == .interrupted)
    }
}

import Foundation
import Model
import Records
import Storage
import Testing

@testable import Training

/// Runs that are stopped at every step there is, and what they leave.
@Suite("Training that is stopped and goes on")
struct TrainingResumeTests {
    enum Kind: CaseIterable, Sendable { case supervised, reinforcement, alignment }

    static let steps = 5

    static func method(_ kind: Kind, jobs: Int) throws -> any TrainingMethod {
        let task = try TinyTask()
        switch kind {
        case .supervised: return try task.supervised(jobs: jobs)
        case .reinforcement:
            return try task.reinforcement(jobs: jobs, reference: try TinyTask().model)
        case .alignment: return task.alignment().method
        }
    }

    /// Trains to the end or to the disturbance.
    static func run(_ method: any TrainingMethod, in folder: String) async throws {
        _ = try await TrainingLoop(
            folder: folder + "/steps", steps: steps,
            plan: CheckpointPlan(every: 2, keep: 1, best: BestMetric("loss")),
            origin: TrainingOrigin(seed: Seed(3), parent: nil)
        ).run(method, optimizer: TrainingLoopTests.optimizer, output: folder + "/out") { _ in }
    }

    /// The bytes of every file of the final checkpoint.
    static func files(in folder: String) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in try FileSystem.list(folder + "/out") {
            files[name] = try FileSystem.read(folder + "/out/" + name)
        }
        return files
    }

    @Test("killed or stopped at any step, it ends in the same bytes", arguments: Kind.allCases)
    func everyStep(kind: Kind) async throws {
        let whole = try TrainingLoopTests.Scratch()
        try await TrainingResumeTests.run(
            try TrainingResumeTests.method(kind, jobs: 1), in: whole.path)
        let expected = try TrainingResumeTests.files(in: whole.path)
        #expect(expected.count == 4)
        for stop in 0..<TrainingResumeTests.steps {
            for disturbance in [DisturbedMethod.Disturbance.failure, .cancellation] {
                let scratch = try TrainingLoopTests.Scratch()
                let folder = scratch.path
                // A run that is cancelled in its last step is done.
                if disturbance == .failure || stop + 1 < TrainingResumeTests.steps {
                    let running = Task {
                        let method = DisturbedMethod(
                            try TrainingResumeTests.method(kind, jobs: 1), disturbance, at: stop)
                        try await TrainingResumeTests.run(method, in: folder)
                    }
                    await #expect(throws: Fault.self) { try await running.value }
                }
                try await TrainingResumeTests.run(
                    try TrainingResumeTests.method(kind, jobs: 3), in: folder)
                let found = try TrainingResumeTests.files(in: folder)
                #expect(found == expected, "\(disturbance) at step \(stop)")
            }
        }
    }

    @Test("stopped at every step in turn, it ends in the same bytes", arguments: Kind.allCases)
    func everyStepInTurn(kind: Kind) async throws {
        let whole = try TrainingLoopTests.Scratch()
        try await TrainingResumeTests.run(
            try TrainingResumeTests.method(kind, jobs: 3), in: whole.path)
        let scratch = try TrainingLoopTests.Scratch()
        let folder = scratch.path
        for stop in 0..<(TrainingResumeTests.steps - 1) {
            let running = Task {
                let method = DisturbedMethod(
                    try TrainingResumeTests.method(kind, jobs: 1), .cancellation, at: stop)
                try await TrainingResumeTests.run(method, in: folder)
            }
            await #expect(throws: Fault.self) { try await running.value }
        }
        try await TrainingResumeTests.run(
            try TrainingResumeTests.method(kind, jobs: 1), in: folder)
        #expect(
            try TrainingResumeTests.files(in: folder) == TrainingResumeTests.files(in: whole.path))
    }
}

import Engine
import Glibc
import Testing

extension EndToEnd {
    /// Ctrl-C stops a run soon and says how to go on; `resume` goes on.
    @Suite struct InterruptTests {
        struct Case: Sendable, CustomTestStringConvertible {
            /// The stage that the signal meets.
            var stage: String
            /// What makes that stage long.
            var overrides: [String] = []
            /// What has happened when the signal is sent.
            var event = Event.Kind.unitProgress
            /// Whether its units keep no checkpoints and so are waited for.
            var isWaitedFor = false
            var testDescription: String { stage }
        }

        @Test(arguments: [
            Case(
                stage: "ingest", overrides: ["stages.ingest.shard_samples=1"],
                event: .unitFinished, isWaitedFor: true),
            Case(stage: "warm-up", overrides: ["stages.warm-up.steps=100000"]),
            Case(stage: "alignment", overrides: ["stages.alignment.steps=1000000"]),
            Case(
                stage: "rollouts", overrides: ["stages.rollouts.n=20000"], event: .unitStarted,
                isWaitedFor: true),
            Case(stage: "coarse", overrides: ["stages.coarse.steps=100000"]),
            Case(
                stage: "evaluate", overrides: ["stages.evaluate.draws=20000"], event: .unitStarted,
                isWaitedFor: true),
        ])
        func `an interrupt ends the run long before anybody kills it, sooner where no unit is lost`(
            test: Case
        ) async throws {
            let reference = try await ReferenceRun.shared
            // One workspace for all cases: a later stage's case finds the earlier stages done.
            let workspace = reference.repository.workspace("interrupted")
            let before = try workspace.events("quickstart").count
            let process = try reference.repository.startRun(
                in: workspace, test.overrides.flatMap { ["--set", $0] })
            try await workspace.wait(for: "quickstart", after: before, while: process) {
                $0.kind == test.event && $0.stage == test.stage
            }
            let instant = process.signal(SIGINT)
            let end = try await process.wait(since: instant)
            #expect(end.status == 130, "\(end.errors)")
            // Two and seven seconds; a busy machine adds its own. `docker stop` waits ten.
            #expect(end.wall < .seconds(test.isWaitedFor ? 10 : 5))
            #expect(end.errors.contains("stopping: "))
            #expect(end.errors.contains("was interrupted; what is done is kept"))
            #expect(
                end.errors.contains("`pipeline resume quickstart --workspace \(workspace.root)`"))
            #expect(end.output.isEmpty)
            #expect(try workspace.events("quickstart").last?.kind == .runInterrupted)
        }

        @Test func `resume finishes what was interrupted, and then has nothing to do`() async throws
        {
            let reference = try await ReferenceRun.shared
            let repository = reference.repository
            let workspace = repository.workspace("resumed")
            let nothing = try await repository.pipeline(
                "resume", "quickstart", "--workspace", workspace.root)
            #expect(nothing.status == 66, "\(nothing.errors)")

            let process = try repository.startRun(in: workspace)
            try await workspace.wait(for: "quickstart", while: process) {
                $0.stage == "warm-up" && ($0.progress?.done ?? 0) > 0
            }
            process.signal(SIGINT)
            let stopped = try await process.wait()
            #expect(stopped.status == 130)
            let status = try await repository.pipeline(
                "status", "quickstart", "--workspace", workspace.root)
            #expect(status.output.contains("quickstart: interrupted"))
            #expect(status.output.contains("go on: pipeline resume quickstart"))

            // The command that it named, as it stands there.
            let words = stopped.errors.split(separator: "`").first {
                $0.hasPrefix("pipeline resume ")
            }
            let command = try #require(words, "\(stopped.errors)").split(separator: " ")
            // From elsewhere: a run knows where it was begun.
            let resumed = try await Subprocess(
                [Binary.path] + command.dropFirst().map { String($0) }, in: "/"
            ).wait()
            #expect(resumed.status == 0, "\(resumed.errors)")
            #expect(workspace.digests == reference.workspace.digests)
            try workspace.expectSound(after: "quickstart")

            let again = try await repository.pipeline(
                "resume", "quickstart", "--workspace", workspace.root)
            #expect(again.status == 65)
            #expect(again.errors.contains("nothing to resume"))
            #expect(again.errors.contains("pipeline run"))
        }

        @Test func `a terminated run stops like an interrupted one, with its own status`()
            async throws
        {
            let reference = try await ReferenceRun.shared
            let workspace = reference.repository.workspace("terminated")
            let process = try reference.repository.startRun(
                in: workspace, ["--set", "stages.warm-up.steps=100000"])
            try await workspace.wait(for: "quickstart", while: process) { $0.stage == "warm-up" }
            let end = try await process.wait(since: process.signal(SIGTERM))
            #expect(end.status == 143)
            #expect(end.wall < .seconds(2))
            #expect(try workspace.lastSession("quickstart").contains { $0.kind == .runStopping })
        }

        @Test func `a second signal ends the run at once, and it still says how to go on`()
            async throws
        {
            let reference = try await ReferenceRun.shared
            let workspace = reference.repository.workspace("twice")
            let process = try reference.repository.startRun(
                in: workspace, ["--set", "stages.rollouts.n=20000"])
            try await workspace.wait(for: "quickstart", while: process) {
                $0.kind == .unitStarted && $0.stage == "rollouts"
            }
            process.signal(SIGINT)
            try await workspace.wait(for: "quickstart", while: process) { $0.kind == .runStopping }
            // Less than 200 ms apart, two signals count as one; until then it is sent again.
            var instant = process.signal(SIGINT)
            while !process.hasEnded,
                try workspace.events("quickstart").last?.kind != .runInterrupted
            {
                instant = process.signal(SIGINT)
            }
            let end = try await process.wait(since: instant)
            #expect(end.status == 130)
            #expect(end.wall < .seconds(1))
            #expect(end.errors.contains("`pipeline resume quickstart --workspace"))
            #expect(try workspace.events("quickstart").last?.kind == .runInterrupted)
        }
    }
}

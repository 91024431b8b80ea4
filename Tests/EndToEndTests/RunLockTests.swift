import Engine
import Glibc
import Testing

extension EndToEnd {
    /// One process works on a run; another is told who does.
    @Suite struct RunLockTests {
        @Test func `a second run of the same name is refused at once`() async throws {
            let reference = try await ReferenceRun.shared
            let repository = reference.repository
            let workspace = repository.workspace("locked")
            let long = ["--set", "stages.warm-up.steps=100000"]
            let first = try repository.startRun(in: workspace, long)
            try await workspace.wait(for: "quickstart", while: first) { $0.stage == "warm-up" }

            let second = try await repository.startRun(in: workspace, long).wait()
            #expect(second.status == 75)
            #expect(second.wall < .seconds(1))
            #expect(second.errors.contains("process \(first.identifier) on \(Host.name)"))
            let resumed = try await repository.pipeline(
                "resume", "quickstart", "--workspace", workspace.root)
            #expect(resumed.status == 75, "\(resumed.errors)")
            let status = try await repository.pipeline(
                "status", "quickstart", "--workspace", workspace.root)
            #expect(status.output.contains("running (process \(first.identifier) on \(Host.name)"))

            // The refused ones have not touched the run.
            #expect(try workspace.events("quickstart").filter { $0.kind == .runStarted }.count == 1)
            first.signal(SIGKILL)
            #expect(try await first.wait().status == 128 + SIGKILL)
            // A dead holder is no obstacle.
            let third = try repository.startRun(in: workspace)
            #expect(try await third.wait().status == 0)
            #expect(workspace.digests == reference.workspace.digests)
        }
    }
}

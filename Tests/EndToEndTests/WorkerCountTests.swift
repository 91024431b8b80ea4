import Engine
import Testing

extension EndToEnd {
    /// The number of threads changes nothing but the time.
    @Suite struct WorkerCountTests {
        @Test(arguments: [1, 3])
        func `one or three jobs give the same bytes as two`(jobs: Int) async throws {
            let reference = try await ReferenceRun.shared
            let workspace = reference.repository.workspace("jobs-\(jobs)")
            try await reference.repository.run(in: workspace, ["--jobs", "\(jobs)"])
            let session = try #require(
                try workspace.events("quickstart").first { $0.kind == .runStarted }?.session)
            #expect(session.jobs == jobs)
            #expect(workspace.digests == reference.workspace.digests)
            try workspace.expectSound(after: "quickstart")
        }
    }
}

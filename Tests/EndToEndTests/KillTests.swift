import Engine
import Glibc
import Records
import TestSupport
import Testing

extension EndToEnd {
    /// A run that is killed with -9 at ten random moments, one in each stage, ends as one that was not.
    @Suite struct KillTests {
        private static let seed: UInt64 = 2

        @Test func `kill -9 at ten moments: same bytes, nothing twice, nothing half`() async throws
        {
            let reference = try await ReferenceRun.shared
            let repository = reference.repository
            let expected = reference.workspace.digests
            #expect(expected.count > 40)
            var workspace = repository.workspace("killed")
            var generator = CounterGenerator(Seed(KillTests.seed))
            var places: [String] = []
            for stage in SmallRepository.stages {
                let cost = try reference.workspace.receipt(stage, run: "quickstart").cost
                var delay = generator.uniform() * cost.wallSeconds
                while try await !killed(in: stage, after: delay, repository, workspace) {
                    // The run was over before the blow: again from the start, and sooner.
                    try workspace.expectSound(after: "quickstart", "not killed in \(stage)")
                    #expect(workspace.digests == expected, "not killed in \(stage)")
                    try #require(delay > 0, "\(stage) is over as soon as it begins")
                    delay = delay < 0.001 ? 0 : delay / 2
                    workspace = repository.workspace("killed-\(stage)-\(delay)")
                }
                let last = try workspace.events("quickstart").last { $0.stage != nil }
                places.append(
                    "\(stage) + \(Int(delay * 1000)) ms ("
                        + "\(last?.kind.rawValue ?? "") \(last?.stage ?? ""))")
            }
            OutputLine.say("seed \(KillTests.seed), killed at \(places.joined(separator: ", "))")
            try await repository.run(in: workspace)
            try workspace.expectSound(after: "quickstart", "killed at \(places)")
            #expect(workspace.digests == expected, "killed at \(places)")
            #expect(try workspace.events("quickstart").last?.kind == .runFinished)
        }

        /// Runs until `stage` does something new, and kills the run some seconds later.
        ///
        /// - Returns: whether the run was still there to be killed.
        private func killed(
            in stage: String, after delay: Double, _ repository: SmallRepository,
            _ workspace: WorkspaceView
        ) async throws -> Bool {
            let before = try workspace.events("quickstart").count
            let process = try repository.startRun(in: workspace, ["--quiet"])
            try await workspace.wait(for: "quickstart", after: before, while: process) {
                $0.stage == stage && $0.kind != .unitCached
            }
            // The moment is the point here; there is no condition to wait for.
            try await Task.sleep(for: .seconds(delay))
            process.signal(SIGKILL)
            let end = try await process.wait()
            if end.status == 0 { return false }
            try #require(end.status == 128 + SIGKILL, "\(end.errors)")
            return true
        }

        @Test func `kill -9 at ten moments of the clock`() async throws {
            let reference = try await ReferenceRun.shared
            let repository = reference.repository
            var generator = CounterGenerator(Seed(KillTests.seed).deriving("clock"))
            var moments: [Int] = []
            var lives = 0
            while moments.count < 10 {
                lives += 1
                let workspace = repository.workspace("killed-\(lives)")
                while moments.count < 10 {
                    let moment = reference.end.wall * (0.6 * generator.uniform())
                    let process = try repository.startRun(in: workspace, ["--quiet"])
                    try await Task.sleep(for: moment)
                    process.signal(SIGKILL)
                    let end = try await process.wait()
                    if end.status == 0 { break }
                    try #require(end.status == 128 + SIGKILL, "\(end.errors)")
                    moments.append(Int(moment / .milliseconds(1)))
                }
                try await repository.run(in: workspace)
                try workspace.expectSound(after: "quickstart", "killed after \(moments) ms")
                #expect(workspace.digests == reference.workspace.digests, "\(moments)")
            }
            OutputLine.say(
                "seed \(KillTests.seed), \(lives) workspaces, killed after \(moments) ms")
        }
    }
}

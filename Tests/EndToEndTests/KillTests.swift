import Engine
import Glibc
import Records
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
            let workspace = repository.workspace("killed")
            var generator = CounterGenerator(Seed(KillTests.seed))
            var places: [String] = []
            var killCount = 0
            for stage in SmallRepository.stages {
                let cost = try reference.workspace.receipt(stage, run: "quickstart").cost
                let delay = generator.uniform() * cost.wallSeconds
                let before = try workspace.events("quickstart").count
                let process = try repository.startRun(in: workspace, ["--quiet"])
                try await workspace.wait(for: "quickstart", after: before, while: process) {
                    $0.stage == stage && $0.kind != .unitCached
                }
                // The moment is the point here; there is no condition to wait for.
                try await Task.sleep(for: .seconds(delay))
                process.signal(SIGKILL)
                let end = try await process.wait()
                // A short stage may have ended; the moment is then in a later one, or too late.
                if end.status != 0 {
                    try #require(end.status == 128 + SIGKILL, "\(end.errors)")
                    killCount += 1
                }
                let last = try workspace.events("quickstart").last { $0.stage != nil }
                places.append(
                    "\(stage) + \(Int(delay * 1000)) ms ("
                        + "\(last?.kind.rawValue ?? "") \(last?.stage ?? ""))")
            }
            OutputLine.say("seed \(KillTests.seed), killed at \(places.joined(separator: ", "))")
            #expect(killCount >= 9, "\(places)")
            try await repository.run(in: workspace)
            try workspace.expectSound(after: "quickstart", "killed at \(places)")
            #expect(workspace.digests == expected, "killed at \(places)")
            #expect(try workspace.events("quickstart").last?.kind == .runFinished)
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

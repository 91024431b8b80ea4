import Engine
import Glibc
import Records
import Testing

extension EndToEnd {
    /// A run that is killed with -9 at ten random moments ends as one that was not.
    @Suite struct KillTests {
        private static let killCount = 10
        private static let seed: UInt64 = 2

        @Test func `kill -9 at ten moments: same bytes, nothing twice, nothing half`() async throws
        {
            let reference = try await ReferenceRun.shared
            let repository = reference.repository
            let expected = reference.workspace.digests
            #expect(expected.count > 40)
            // Moments up to a fifth of the run: ten of them reach every stage.
            let longest = reference.end.wall / 5
            var generator = CounterGenerator(Seed(KillTests.seed))
            var moments: [Duration] = []
            var places: [String] = []
            var lives = 0
            while moments.count < KillTests.killCount {
                lives += 1
                let workspace = repository.workspace("killed-\(lives)")
                while moments.count < KillTests.killCount {
                    let moment = longest * Double.random(in: 0.02..<1, using: &generator)
                    let process = try repository.startRun(in: workspace, ["--quiet"])
                    try await Task.sleep(for: moment)
                    process.signal(SIGKILL)
                    let end = try await process.wait()
                    if end.status == 0 { break }
                    try #require(end.status == 128 + SIGKILL, "\(end.errors)")
                    moments.append(moment)
                    let stage = try workspace.events("quickstart").last { $0.stage != nil }?.stage
                    places.append("\(Int(moment / .milliseconds(1))) ms (\(stage ?? "start"))")
                }
                try await repository.run(in: workspace)
                try workspace.expectSound(after: "quickstart", "killed after \(places)")
                #expect(workspace.digests == expected, "killed after \(places)")
                #expect(try workspace.events("quickstart").contains { $0.kind == .runFinished })
            }
            OutputLine.say(
                "seed \(KillTests.seed), \(lives) workspaces, killed after "
                    + places.joined(separator: ", "))
        }
    }
}

import Engine
import Glibc
import Records
import Sampling
import Storage
import Testing

extension EndToEnd {
    /// Rollouts that are stopped, killed and graded in another way.
    @Suite struct RolloutTests {
        private static let untilLabels = ["--until", "labels", "--quiet"]

        private func labels(_ workspace: WorkspaceView) throws -> [[String]] {
            let folder = try workspace.stage("labels", run: "quickstart")
            return try ParquetTableReader.read(
                PassRate.self, from: "\(folder)/pass_rates.parquet"
            ).map { [$0.question, $0.difficulty.rawValue] }
        }

        @Test func `stopping early draws less, and gives the labels of all draws`() async throws {
            let repository = try SmallRepository()
            let workspace = repository.workspace()
            try await repository.run(in: workspace, RolloutTests.untilLabels)
            let all = try labels(workspace)
            try await repository.run(
                in: workspace,
                RolloutTests.untilLabels + [
                    "--set", "stages.rollouts.stop=exact",
                    "--set", "stages.rollouts.waves=[1, 2]",
                ])
            #expect(try labels(workspace) == all)
            #expect(all.count == 48)
            let receipt = try workspace.receipt("rollouts", run: "quickstart")
            let saved = try #require(receipt.details["saved"]?.integerValue)
            let drawn = try #require(receipt.details["rollouts"]?.integerValue)
            #expect(saved + drawn == 48 * 8)
            // Verdicts decided what was drawn, so nothing is published with others.
            let regraded = try await repository.pipeline(
                "regrade", "quickstart", "--grader", "exact", "--workspace", workspace.root)
            #expect(regraded.status == 0, "\(regraded.errors)")
            #expect(regraded.output.contains("not published: verdicts decided"))
            #expect(
                try workspace.receipt("rollouts", run: "quickstart").key == receipt.key)
        }

        @Test func `regrade compares without drawing, publishes, and the run goes on from there`()
            async throws
        {
            let repository = try SmallRepository()
            let workspace = repository.workspace()
            try await repository.run(in: workspace, RolloutTests.untilLabels)
            let before = try workspace.receipt("rollouts", run: "quickstart")
            let place = ["--workspace", workspace.root]
            let dry = try await repository.start(
                ["regrade", "quickstart", "--grader", "exact@1", "--dry-run", "--json"] + place
            ).wait()
            try #require(dry.status == 0, "\(dry.errors)")
            let table = try JSONReader.parse(Array(dry.output.utf8), file: "regrade")
            let own = try #require(table.arrayValue?.first)
            #expect(own["new_grader"]?.stringValue == "exact@1")
            let counts = (own["verdicts"]?.objectValue ?? []).flatMap {
                $0.value.objectValue ?? []
            }.compactMap(\.value.integerValue)
            #expect(counts.reduce(0, +) == 48 * 8)
            #expect(try workspace.receipt("rollouts", run: "quickstart").key == before.key)

            let regraded = try await repository.start(
                ["regrade", "quickstart", "--grader", "exact"] + place
            ).wait()
            try #require(regraded.status == 0, "\(regraded.errors)")
            #expect(regraded.output.contains("of 384 verdicts change"))
            let after = try workspace.receipt("rollouts", run: "quickstart")
            #expect(after.key != before.key)
            let session = try workspace.lastSession("quickstart")
            #expect(!session.contains { $0.kind == .unitStarted && $0.stage == "rollouts" })
            let folder = try workspace.stage("rollouts", run: "quickstart")
            let rollouts = try ParquetTableReader.read(
                Rollout.self, from: "\(folder)/rollouts.parquet")
            #expect(rollouts.allSatisfy { $0.grader == "exact@1" })

            let resumed = try await repository.start(
                ["resume", "quickstart", "--until", "labels", "--quiet"] + place
            ).wait()
            #expect(resumed.status == 0, "\(resumed.errors)")
            let labels = try workspace.receipt("labels", run: "quickstart")
            #expect(labels.inputs.map(\.key) == [after.key])
        }

        @Test func `a stage that is killed with -9 goes on from its journals`() async throws {
            let repository = try SmallRepository()
            let more = RolloutTests.untilLabels + ["--set", "stages.rollouts.n=400"]
            let calm = repository.workspace("calm")
            try await repository.run(in: calm, more)
            let killed = repository.workspace("killed")
            var kept = 0
            for _ in 0..<3 {
                let process = try repository.startRun(in: killed, more)
                // A journal is longer than the last time.
                let deadline = ContinuousClock.now + .seconds(60)
                while killed.journalByteCount <= kept, !process.hasEnded {
                    try #require(ContinuousClock.now < deadline, "no journal grows")
                    try await Task.sleep(for: .milliseconds(1))
                }
                process.signal(SIGKILL)
                let end = try await process.wait()
                try #require(end.status == 128 + SIGKILL, "\(end.errors)")
                #expect(killed.journalByteCount > kept)
                kept = killed.journalByteCount
            }
            try await repository.run(in: killed, more)
            try killed.expectSound(after: "quickstart", "killed three times")
            #expect(killed.digests == calm.digests)
        }
    }
}

import Engine
import Records
import Sampling
import Storage
import Testing

extension EndToEnd {
    /// `pipeline resample RUN`: labels anew with a newer policy, between two phases.
    @Suite struct ResampleRunTests {
        private static let untilCoarse = ["--until", "coarse", "--quiet"]

        private func rates(_ stage: String, _ workspace: WorkspaceView) throws -> [PassRate] {
            let folder = try workspace.stage(stage, run: "quickstart")
            return try ParquetTableReader.read(
                PassRate.self, from: "\(folder)/pass_rates.parquet")
        }

        @Test func `a newer policy labels anew, and what is not trained yet follows`() async throws
        {
            let repository = try SmallRepository()
            let workspace = repository.workspace()
            try await repository.run(in: workspace, ResampleRunTests.untilCoarse)
            let before = try rates("labels", workspace)
            let trained = try workspace.receipt("coarse", run: "quickstart").key
            let place = ["--workspace", workspace.root]

            let dry = try await repository.start(
                ["resample", "quickstart", "--share", "0.5", "--dry-run"] + place
            ).wait()
            try #require(dry.status == 0, "\(dry.errors)")
            #expect(dry.output.contains("would ask `coarse`"))
            #expect(dry.output.contains("`curriculum@coarse` builds"))
            #expect(throws: (any Error).self) {
                _ = try workspace.receipt("rollouts@coarse", run: "quickstart")
            }

            let end = try await repository.start(
                ["resample", "quickstart", "--share", "0.5", "--decay", "0.25"] + place
            ).wait()
            try #require(end.status == 0, "\(end.errors)")
            let asked = try workspace.receipt("rollouts@coarse", run: "quickstart").accounting
            #expect(asked.inputs < before.count && asked.inputs * 2 >= before.count)
            let after = try rates("labels@coarse", workspace)
            #expect(after.map(\.question) == before.map(\.question))
            // Who was not asked keeps the label; of the others, old draws count a quarter.
            let carried = after.filter { $0.reason == .carried }
            #expect(carried.count == before.count - asked.outputs)
            for (old, new) in zip(before, after) where new.reason == .carried {
                #expect(new.difficulty == old.difficulty)
                #expect(new.alpha == old.alpha && new.beta == old.beta)
            }
            // All are of one source, whose prior the earlier labels were given.
            let priors = try JSONReader.parse(
                file: "\(workspace.stage("labels", run: "quickstart"))/priors.json")
            let prior = priors["sources"]?.arrayValue?.first?["prior"]
            let weight =
                try #require(prior?["alpha"]?.realValue)
                + #require(prior?["beta"]?.realValue)
            for (old, new) in zip(before, after) where new.reason != .carried {
                let carriedDraws = 0.25 * (old.alpha + old.beta - weight)
                let fresh = Double(new.counts.decided)
                #expect(abs(new.alpha + new.beta - weight - carriedDraws - fresh) < 1e-9)
            }

            let resumed = try await repository.start(
                ["resume", "quickstart", "--quiet"] + place
            ).wait()
            try #require(resumed.status == 0, "\(resumed.errors)")
            #expect(try workspace.receipt("coarse", run: "quickstart").key == trained)
            let curriculum = try workspace.receipt("curriculum@coarse", run: "quickstart").key
            for phase in ["fine", "reasoning"] {
                let inputs = try workspace.receipt(phase, run: "quickstart").inputs
                #expect(inputs.contains { $0.field == "curriculum" && $0.key == curriculum })
            }
        }

        @Test func `what cannot be meant is told before anything is drawn`() async throws {
            let repository = try SmallRepository()
            let workspace = repository.workspace()
            try await repository.run(in: workspace, ["--until", "curriculum", "--quiet"])
            let place = ["--workspace", workspace.root]
            let cases = [
                ([], "no phase of the run `quickstart` is trained"),
                (["--policy", "warm-up"], "would give the same draws again"),
                (["--policy", "coarse"], "the stage `coarse` of the run `quickstart` is not done"),
                (["--policy", "nobody"], "no such stage"),
                (["--policy", "ingest"], "trains no policy"),
                (["--stage", "nothing"], "has no `sample` stage `nothing`"),
                (["--where", "colour=red"], "is none of label="),
                (["--decay", "2"], "is a number from 0 to 1"),
            ]
            for (options, says) in cases {
                let end = try await repository.start(["resample", "quickstart"] + options + place)
                    .wait()
                #expect(end.status != 0)
                #expect(end.errors.contains(says), "\(options): \(end.errors)")
            }
        }

        @Test func `a checkpoint's folder can be asked, and some questions alone`() async throws {
            let repository = try SmallRepository()
            let workspace = repository.workspace()
            try await repository.run(in: workspace, ResampleRunTests.untilCoarse)
            let checkpoint = try workspace.stage("coarse", run: "quickstart") + "/checkpoint"
            let end = try await repository.start([
                "resample", "quickstart", "--policy", checkpoint, "--where", "capability=fine",
                "--json", "--workspace", workspace.root,
            ]).wait()
            try #require(end.status == 0, "\(end.errors)")
            let result = try JSONReader.parse(Array(end.output.utf8), file: "resample")
            let policy = try #require(result["policy"]?.stringValue)
            #expect(policy.hasPrefix("checkpoint-"))
            #expect(result["new_labels"]?.stringValue == "labels@\(policy)")
            let fine = try rates("labels@\(policy)", workspace).filter { $0.capability == .fine }
            let asked = try workspace.receipt("rollouts@\(policy)", run: "quickstart").accounting
            #expect(asked.inputs == fine.count && fine.allSatisfy { $0.reason != .carried })
        }
    }
}

import Engine
import Records
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// The shipped quickstart in its real size. About a minute.
    @Suite struct QuickstartTests {
        private static let chain = ["warm-up", "coarse", "fine", "reasoning"]

        @Test func `the quickstart trains what it promises`() async throws {
            let folder = try TemporaryFolder("quickstart")
            let workspace = WorkspaceView(root: "\(folder.path)/workspace")
            let end = try await Subprocess(
                [
                    Binary.path, "run", "manifests/quickstart.yaml", "--workspace", workspace.root,
                ], in: Binary.packageRoot
            ).wait(atMost: .seconds(600))
            try #require(end.status == 0, "\(end.errors)")
            OutputLine.say("the quickstart took \(end.wall)")
            try workspace.expectSound(after: "quickstart")

            let labels = try workspace.receipt("labels", run: "quickstart")
            let counts = try #require(labels.details["labels"]?.objectValue)
            #expect(counts.map(\.name) == ["easy", "medium", "hard", "undecided", "excluded"])
            #expect(counts.compactMap(\.value.integerValue).reduce(0, +) == 1024)
            for count in counts.prefix(2) { #expect((count.value.integerValue ?? 0) > 0) }
            let rollouts = try workspace.receipt("rollouts", run: "quickstart")
            #expect(rollouts.details["rollouts"]?.integerValue == 8 * 1024)

            let phases = "\(try workspace.stage("curriculum", run: "quickstart"))/phases"
            #expect(
                try FileSystem.list(phases)
                    == ["coarse", "fine", "reasoning"].flatMap { phase in
                        ["control.jsonl", "control.parquet", "jsonl", "parquet"].map {
                            "\(phase).\($0)"
                        }
                    })
            for phase in try FileSystem.list(phases) {
                #expect(try FileSystem.read("\(phases)/\(phase)").contains(0x0A), "\(phase)")
            }
            try CheckpointChain.expectSound(
                QuickstartTests.chain, run: "quickstart", in: workspace)

            let accuracies = try Accuracies(try workspace.receipt("evaluate", run: "quickstart"))
            let before = try accuracies.after("warm-up", "sampled")
            let after = try accuracies.after("reasoning", "sampled")
            #expect((0.55...0.74).contains(before))
            #expect(after - before >= 0.13)
            OutputLine.say("sampled accuracy: \(before) after warm-up, \(after) at the end")
        }

        @Test func `the small quickstart's checkpoints form a chain`() async throws {
            try CheckpointChain.expectSound(
                QuickstartTests.chain, run: "quickstart",
                in: try await ReferenceRun.shared.workspace)
        }
    }
}

import Engine
import Records
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// The shipped easy-VQA manifest on the real data. About two and a half minutes.
    @Suite struct EasyVQATests {
        /// The folder of the data set: links followed.
        static let data = TestData.folder("easy_vqa", for: "easy-VQA end to end")
            .flatMap { try? FileSystem.realPath($0) }

        @Test(.enabled(if: EasyVQATests.data != nil, "the data set easy-VQA is not there"))
        func `a real data set is learnt well above what needs no look`() async throws {
            let data = try #require(EasyVQATests.data)
            let folder = try TemporaryFolder("easy-vqa")
            let workspace = WorkspaceView(root: "\(folder.path)/workspace")
            let end = try await Subprocess(
                [
                    Binary.path, "run", "manifests/easy-vqa.yaml", "--set", "data_root=\(data)",
                    "--workspace", workspace.root,
                ], in: Binary.packageRoot
            ).wait(atMost: .seconds(1200))
            try #require(end.status == 0, "\(end.errors)")
            OutputLine.say("easy-VQA took \(end.wall)")
            try workspace.expectSound(after: "easy-vqa")

            let ingest = try workspace.receipt("ingest", run: "easy-vqa").accounting
            #expect(ingest.inputs == 48_248)
            #expect(ingest.outputs == 48_248)
            let accuracies = try Accuracies(try workspace.receipt("evaluate", run: "easy-vqa"))
            let after = try accuracies.after("reasoning", "greedy")
            #expect(after >= 0.75)
            for name in ["chance", "most_frequent_by_first_word"] {
                #expect(try after > accuracies.baseline(name), "\(name)")
            }
            OutputLine.say(
                "greedy accuracy: \(try accuracies.after("warm-up", "greedy")) after warm-up, "
                    + "\(after) at the end")
            try CheckpointChain.expectSound(
                ["warm-up", "coarse", "fine"], run: "easy-vqa", in: workspace)
        }
    }
}

import Engine
import Records
import Storage
import Testing

extension EndToEnd {
    /// A run that trains on the controls of its phases, beside one that trains on the phases.
    @Suite struct ControlArmTests {
        // So small a policy may have any label.
        private static let phases = [
            "name: coarse, capabilities: [coarse], size: 4, order: interleaved",
            "name: fine, capabilities: [fine], size: 8, weights: usefulness, per_picture: 1",
            "name: reasoning, capabilities: [coarse, fine, reasoning], size: 10, "
                + "replay: {share: 0.2}",
        ].map { "{\($0), labels: [easy, medium, hard, undecided, excluded]}" }

        @Test func `the control is trained from the same curriculum, to another policy`()
            async throws
        {
            let repository = try SmallRepository()
            let workspace = repository.workspace()
            let phases = [
                "--set", "stages.curriculum.phases=[\(Self.phases.joined(separator: ", "))]",
            ]
            try await repository.run(in: workspace, phases)
            try workspace.expectSound(after: "quickstart")
            let folder = "\(try workspace.stage("curriculum", run: "quickstart"))/phases"
            for (phase, count) in [("coarse", 4), ("fine", 8), ("reasoning", 12)] {
                for name in [phase, "\(phase).control"] {
                    let questions = try TableReader.read(
                        Question.self, from: "\(folder)/\(name).jsonl")
                    #expect(questions.count == count, "\(name)")
                }
            }
            let before = try model(of: "coarse", workspace)
            let curriculum = try workspace.receipt("curriculum", run: "quickstart").key

            let controls = ["coarse", "fine", "reasoning"].flatMap {
                ["--set", "stages.\($0).sample=control"]
            }
            try await repository.run(in: workspace, phases + controls)
            #expect(try workspace.receipt("curriculum", run: "quickstart").key == curriculum)
            #expect(try model(of: "coarse", workspace) != before)
        }

        private func model(of stage: String, _ workspace: WorkspaceView) throws -> Digest {
            let file = try workspace.receipt(stage, run: "quickstart")
                .file("checkpoint/model.safetensors")
            return try #require(file).digest
        }
    }
}

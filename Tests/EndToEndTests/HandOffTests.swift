import Engine
import Glibc
import Records
import Storage
import Testing

extension EndToEnd {
    /// Two phases that the real TRL trains: launched, killed, resumed, chained and audited.
    @Suite struct HandOffTests {
        private static func weights(_ stage: String, _ workspace: WorkspaceView) throws -> Digest {
            let receipt = try workspace.receipt(stage, run: "quickstart")
            return try #require(
                receipt.files.first { $0.path == "weights/model.safetensors" }?.digest)
        }

        @Test func `the stages that the docs show can be planned`() async throws {
            let bytes = try FileSystem.read("\(Binary.packageRoot)/docs/handoff.md")
            let docs = String(decoding: bytes, as: UTF8.self)
            let behind = try #require(
                docs.split(separator: "```yaml\nstages:\n").dropFirst()
                    .first { $0.contains("method: hand-off") })
            let shown = try #require(behind.split(separator: "```").first)
            let repository = try SmallRepository()
            let shipped = try repository.read("pipelines/hand-off.yaml")
            let head = try #require(shipped.split(separator: "  # Perception is graded").first)
            try repository.write("\(head)\(shown)", to: "pipelines/hand-off.yaml")
            let manifest = try repository.read("manifests/hand-off.yaml")
            let run = try #require(manifest.split(separator: "\nstages:").first)
            try repository.write("\(run)\n", to: "manifests/hand-off.yaml")
            let plan = try await repository.pipeline("plan", "manifests/hand-off.yaml")
            #expect(plan.status == 0, "\(plan.errors)")
            #expect(plan.output.contains("perception") && plan.output.contains("reasoning"))
        }

        @Test func `TRL trains what was planned, in its order, and the next phase goes on from it`()
            async throws
        {
            guard let reference = try await HandOffRepository.shared() else { return }
            let workspace = reference.workspace
            try workspace.expectSound(after: "quickstart")
            let first = try workspace.receipt("first", run: "quickstart")
            // The ninth question makes no batch.
            #expect(first.accounting.inputs == 9 && first.accounting.outputs == 8)
            #expect(first.accounting.rejects == ["behind_last_batch": 1])
            #expect(first.notices == [])
            #expect(first.details["trainer_version"]?.stringValue?.hasPrefix("1.") == true)
            let audit = try #require(first.details["audit"])
            #expect(audit["planned"]?.integerValue == 32 && audit["consumed"]?.integerValue == 32)
            #expect(audit["first_misplaced_batch"] == .null)
            let folder = try workspace.stage("first", run: "quickstart")
            let metrics = try FileSystem.read("\(folder)/metrics.jsonl").split(separator: 10)
            #expect(metrics.count == 4)

            // The second phase began with the first's weights, and at its learning rate kept them.
            // They are others than training began with.
            let end = try Self.weights("first", workspace)
            #expect(try Self.weights("second", workspace) == end)
            let model = "\(reference.repository.root)/tiny-llava/model.safetensors"
            #expect(try SHA256.digest(ofFile: model) != end)
            let second = try workspace.receipt("second", run: "quickstart")
            #expect(second.notices.contains { $0.contains("nothing was learnt") })
        }

        @Test func `a run that is killed ends the same, unless the trainer loses the weights`()
            async throws
        {
            guard let reference = try await HandOffRepository.shared() else { return }
            let workspace = reference.repository.workspace("killed")
            try await kill(reference, workspace, at: 2)

            // TRL as it is, without what our launcher adds.
            let stock = "\(reference.repository.root)/stock"
            try reference.repository.write(
                """
                #!/bin/bash
                words=()
                for word in "$@"; do
                    if [[ $word == */train.py ]]; then
                        sed 's/def _load_from_checkpoint/def _unused/' "$word" > "${word%.py}_stock.py"
                        word=${word%.py}_stock.py
                    fi
                    words+=("$word")
                done
                PATH=\(reference.environment)/bin:$PATH exec torchrun "${words[@]}"

                """, to: "stock/bin/torchrun")
            #expect(chmod("\(stock)/bin/torchrun", 0o755) == 0)
            let untilFirst = ["--until", "first"]
            let refused = try await reference.startRun(
                in: workspace,
                ["--set", "stages.first.python_environment=\(stock)"] + untilFirst
            ).wait(atMost: .seconds(300))
            #expect(refused.status == 1)
            #expect(
                refused.errors.contains("did not load the checkpoint's weights"),
                "\(refused.errors)")

            try await reference.run(in: workspace, untilFirst)
            try workspace.expectSound(after: "quickstart")
            let resumed = try workspace.receipt("first", run: "quickstart")
            #expect((resumed.details["training"]?["resumed_from"]?.integerValue ?? 0) >= 2)
            #expect(resumed.details["audit"]?["consumed"]?.integerValue == 32)
            // A machine that is slow to kill may do so in the middle of the next checkpoint.
            #expect(resumed.notices.allSatisfy { $0.hasPrefix("checkpoint-3 is not whole") })
            let undisturbed = try Self.weights("first", reference.workspace)
            #expect(try Self.weights("first", workspace) == undisturbed)
        }

        /// Runs until a checkpoint of the first phase is whole, and kills the run and its trainer with -9,
        /// the trainer first: what it saves afterwards would be another test for every machine.
        private func kill(
            _ reference: HandOffRepository, _ workspace: WorkspaceView, at step: Int
        ) async throws {
            let process = try reference.startRun(in: workspace)
            let deadline = ContinuousClock.now + .seconds(300)
            let ending = "/run/checkpoints/checkpoint-\(step)/trainer_state.json"
            while !Tree.files(under: workspace.root).contains(where: { $0.hasSuffix(ending) }) {
                try #require(!process.hasEnded && ContinuousClock.now < deadline)
                try await Task.sleep(for: .milliseconds(20))
            }
            let trainer = LiveProcesses.inside(workspace.root)
            #expect(!trainer.isEmpty)
            process.signal(SIGSTOP)
            for process in trainer { Glibc.kill(process, SIGKILL) }
            process.signal(SIGKILL)
            #expect(try await process.wait().status == 128 + SIGKILL)
        }

        @Test func `what was drawn in training is evidence for the next labels`() async throws {
            guard let reference = try await HandOffRepository.shared() else { return }
            let place = ["--workspace", reference.workspace.root]
            let unserved = try await reference.start(["resample", "quickstart"] + place).wait()
            #expect(unserved.status == 64)
            #expect(unserved.errors.contains("serve its weights"), "\(unserved.errors)")
            let asked = ["resample", "quickstart", "--policy", "newer", "--share", "0.1"]
            let end = try await reference.start(asked + ["--stage", "labels"] + place).wait()
            try #require(end.status == 0, "\(end.errors)")
            let labels = try reference.workspace.receipt("labels@newer", run: "quickstart")
            // 8 questions of the first phase, 4 of the second, 4 responses each.
            #expect(labels.details["trained"]?["draws"]?.integerValue == 48)
            #expect(labels.details["trained"]?["questions"]?.integerValue == 12)
            #expect(labels.inputs.count { $0.field == "trained" } == 2)
        }
    }
}

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

        /// Runs until a checkpoint of the first phase is whole, and kills the run with -9.
        private static func kill(
            _ repository: HandOffRepository, _ workspace: WorkspaceView, at step: Int
        ) async throws {
            let process = try repository.startRun(in: workspace)
            let deadline = ContinuousClock.now + .seconds(300)
            let ending = "/run/checkpoints/checkpoint-\(step)/trainer_state.json"
            while !Tree.files(under: workspace.root).contains(where: { $0.hasSuffix(ending) }) {
                try #require(!process.hasEnded && ContinuousClock.now < deadline)
                try await Task.sleep(for: .milliseconds(20))
            }
            process.signal(SIGKILL)
            #expect(try await process.wait().status == 128 + SIGKILL)
        }

        @Test func `the stages that the docs show can be planned`() async throws {
            let bytes = try FileSystem.read("\(Binary.packageRoot)/docs/handoff.md")
            let docs = String(decoding: bytes, as: UTF8.self)
            let behind = try #require(docs.split(separator: "```yaml\nstages:\n").dropFirst().first)
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

        @Test func `TRL trains what was planned, in its order, and a killed run ends the same`()
            async throws
        {
            guard let repository = try await HandOffRepository(for: "phases that TRL trains")
            else { return }
            let undisturbed = repository.repository.workspace("undisturbed")
            try await repository.run(in: undisturbed)
            try undisturbed.expectSound(after: "quickstart")

            // What was planned is what was trained; the ninth question makes no batch.
            let first = try undisturbed.receipt("first", run: "quickstart")
            #expect(first.accounting.inputs == 9 && first.accounting.outputs == 8)
            #expect(first.accounting.rejects == ["behind_last_batch": 1])
            #expect(first.notices == [])
            let audit = try #require(first.details["audit"])
            #expect(audit["planned"]?.integerValue == 32 && audit["consumed"]?.integerValue == 32)
            #expect(audit["first_misplaced_batch"] == .null)
            let folder = try undisturbed.stage("first", run: "quickstart")
            let metrics = try FileSystem.read("\(folder)/metrics.jsonl").split(separator: 10)
            #expect(metrics.count == 4)

            // The second phase began with the first's weights, and at its learning rate kept them. They
            // are others than training began with.
            let end = try Self.weights("first", undisturbed)
            #expect(try Self.weights("second", undisturbed) == end)
            let model = "\(repository.repository.root)/tiny-llava/model.safetensors"
            #expect(try SHA256.digest(ofFile: model) != end)
            let second = try undisturbed.receipt("second", run: "quickstart")
            #expect(second.notices.contains { $0.contains("nothing was learnt") })

            let killed = repository.repository.workspace("killed")
            try await Self.kill(repository, killed, at: 2)
            try await repository.run(in: killed)
            try killed.expectSound(after: "quickstart")
            let resumed = try killed.receipt("first", run: "quickstart")
            #expect((resumed.details["training"]?["resumed_from"]?.integerValue ?? 0) >= 2)
            #expect(resumed.details["audit"]?["consumed"]?.integerValue == 32)
            #expect(resumed.notices == [])
            #expect(try Self.weights("first", killed) == end)
        }

        @Test func `a trainer that does not load a checkpoint's weights is stopped`() async throws {
            guard let repository = try await HandOffRepository(for: "TRL's own way to resume")
            else { return }
            let workspace = repository.repository.workspace()
            try await Self.kill(repository, workspace, at: 1)
            // TRL as it is: without what our launcher adds.
            let stock = "\(repository.repository.root)/stock"
            try repository.repository.write(
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
                PATH=\(repository.environment)/bin:$PATH exec torchrun "${words[@]}"

                """, to: "stock/bin/torchrun")
            #expect(chmod("\(stock)/bin/torchrun", 0o755) == 0)
            let end = try await repository.startRun(
                in: workspace,
                ["--set", "stages.first.python_environment=\(stock)", "--until", "first"]
            ).wait(atMost: .seconds(300))
            #expect(end.status == 1 && end.errors.contains("did not load the checkpoint's weights"))
            try await repository.run(in: workspace, ["--until", "first"])
            #expect(try workspace.receipt("first", run: "quickstart").notices == [])
        }

        @Test func `what was drawn in training is evidence for the next labels`() async throws {
            guard let repository = try await HandOffRepository(for: "labels after TRL's training")
            else { return }
            let workspace = repository.repository.workspace()
            for stage in ["first", "newer"] {
                try await repository.run(in: workspace, ["--until", stage])
            }
            let place = ["--workspace", workspace.root]
            let unserved = try await repository.start(["resample", "quickstart"] + place).wait()
            #expect(unserved.status == 64)
            #expect(unserved.errors.contains("serve its weights"), "\(unserved.errors)")
            let end = try await repository.start(
                ["resample", "quickstart", "--policy", "newer", "--share", "0.1"] + place
            ).wait()
            try #require(end.status == 0, "\(end.errors)")
            let labels = try workspace.receipt("labels@newer", run: "quickstart")
            #expect(labels.details["trained"]?["draws"]?.integerValue == 32)
            #expect(labels.details["trained"]?["questions"]?.integerValue == 8)
            #expect(labels.inputs.contains { $0.field == "trained" })
        }
    }
}

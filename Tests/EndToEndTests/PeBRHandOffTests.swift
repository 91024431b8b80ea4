import EndpointServer
import Records
import Server
import Storage
import Testing

extension EndToEnd {
    /// PeBR-R1's own settings, down to the command that starts EasyR1.
    @Suite struct PeBRHandOffTests {
        private static let pipeline = "pipelines/pebr-r1-hand-off.yaml"
        private static let manifest = "manifests/pebr-r1-qwen2.5-vl-7b.yaml"

        @Test(arguments: ["7b", "3b"])
        func `a shipped manifest is planned as it is`(_ size: String) async throws {
            let repository = try SmallRepository()
            let data = try SmallDataSets.add(to: repository)
            try repository.write("{}", to: "pebr_r1_warm_up/config.json")
            let end = try await repository.pipeline(
                "plan", "manifests/pebr-r1-qwen2.5-vl-\(size).yaml", "--set",
                "data_root=\(data)/pebr-grpo")
            #expect(end.status == 0, "\(end.errors)")
            for stage in ["rollouts", "labels", "curriculum", "perception", "reasoning"] {
                #expect(end.output.contains(stage), "\(end.output)")
            }
        }

        /// The shipped pipeline, its phases written and not trained, for the small shapes.
        private func repository() throws -> SmallRepository {
            let repository = try SmallRepository()
            let text = try repository.read(Self.pipeline)
            let parts = text.split(
                separator: "kind: train\n    method: hand-off\n", omittingEmptySubsequences: false)
            try #require(parts.count == 3)
            try repository.write(
                parts.joined(separator: "kind: export\n    model: /models/warm_up\n"),
                to: Self.pipeline)
            try repository.replace(
                "    policy: perception\n", with: "", in: Self.pipeline)
            return repository
        }

        /// What makes the phases small. So bad a model finds nothing easy.
        private static let small = [
            "datasets=[shapes]",
            "stages.curriculum.phases=[{name: perception, capabilities: [coarse, fine], "
                + "labels: [easy, medium, hard]}, {name: reasoning, capabilities: [coarse, fine, "
                + "reasoning], labels: [easy, medium, hard]}]",
            "stages.rollouts.n=2", "stages.perception.rollout_batch=7",
            "stages.perception.update_batch=7", "stages.reasoning.rollout_batch=8",
            "stages.reasoning.update_batch=4",
        ]

        /// The words of a command that `printf %q` wrote, those that need no quotes.
        private func words(_ folder: String, in repository: SmallRepository) async throws
            -> [Substring]
        {
            let end = try await Subprocess(
                ["bash", "\(folder)/launch.sh", "\(repository.root)/trained", "--dry-run"],
                in: repository.root
            ).wait()
            #expect(end.status == 0, "\(end.errors)")
            return end.output.split(whereSeparator: \.isWhitespace)
        }

        @Test func `the phases are written down to the launch line`() async throws {
            let repository = try repository()
            let workspace = repository.workspace()
            let server = try EndpointServer { AnsweringModel().answer($0) }
            let settings =
                Self.small + [
                    "policy.endpoint.model=guesser",
                    "policy.endpoint.servers=[\(server.address)/v1]",
                    "stages.perception.model=/models/warm_up",
                ]
            let end = try await repository.start(
                ["run", Self.manifest, "--workspace", workspace.root, "--quiet"]
                    + settings.flatMap { ["--set", $0] }
            ).wait()
            try #require(end.status == 0, "\(end.errors)")
            // Sampling was asked for what training asks.
            let asked = server.received.filter { $0.path.hasSuffix("/chat/completions") }
                .filter { $0.json["max_tokens"]?.integerValue == 2048 }
            #expect(asked.count >= 48)
            for request in asked {
                #expect(request.json["temperature"]?.realValue == 1.2)
                #expect(request.json["top_p"]?.realValue == 0.99)
                let text = request.json["messages"]?.serialized ?? ""
                #expect(text.contains("### The final answer is:"))
            }

            for (stage, expected) in [
                ("perception", ["n_gpus_per_node: 7", "tensor_parallel_size: 1"]),
                ("reasoning", ["n_gpus_per_node: 8", "tensor_parallel_size: 4"]),
            ] {
                let folder = try workspace.stage(stage, run: "pebr-r1-qwen2_5-vl-7b")
                let config = String(
                    decoding: try FileSystem.read("\(folder)/config.yaml"), as: UTF8.self)
                let lines = Set(
                    config.split(separator: "\n").map { String($0.drop { $0 == " " }) })
                for line in expected + [
                    "total_epochs: \(stage == "perception" ? 1 : 2)", "n: 8", "temperature: 1.2",
                    "top_p: 0.99", "max_prompt_length: 2048", "max_response_length: 2048",
                    "min_pixels: 576", "max_pixels: 802816", "lr: 1.0e-06", "weight_decay: 0.01",
                    "lr_warmup_ratio: 0.0", "strategy: \"adamw\"", "kl_penalty: \"low_var_kl\"",
                    "kl_coef: 0.01", "use_kl_loss: true", "disable_kl: false",
                    "clip_ratio_low: 0.2", "clip_ratio_high: 0.3", "clip_ratio_dual: 3.0",
                    "loss_avg_mode: \"token\"", "max_grad_norm: 1.0", "ppo_epochs: 1",
                    "freeze_vision_tower: false", "micro_batch_size_per_device_for_update: 4",
                    "gpu_memory_utilization: 0.6", "save_freq: 5", "save_limit: 3",
                    "save_model_only: false", "val_freq: -1", "shuffle: false",
                    "online_filtering: false",
                ] {
                    #expect(lines.contains(line), "\(stage): \(line) is not in\n\(config)")
                }
                let words = try await words(folder, in: repository)
                #expect(words.prefix(3) == ["python3", "-m", "verl.trainer.main"])
                for word in [
                    "config=\\'\(folder)/config.yaml\\'",
                    "data.train_files=\\'\(folder)/data.jsonl\\'",
                    "data.image_dir=\\'\(folder)\\'",
                    "worker.actor.model.model_path=\\'/models/warm_up\\'",
                    "worker.reward.reward_function=\\'\(folder)/reward.py:easyr1\\'",
                    "trainer.save_checkpoint_path=\\'\(repository.root)/trained/checkpoints\\'",
                    "trainer.load_checkpoint_path=null", "trainer.find_last_checkpoint=false",
                ] {
                    #expect(words.contains(word[...]), "\(word) is not in \(words)")
                }
                let reward = try JSONReader.parse(file: "\(folder)/reward.json")
                #expect(reward["format"] == "pebr")
                #expect(reward["grader"]?.stringValue?.hasPrefix("mathruler") == true)
                #expect((reward["embeddings"] != nil) == (stage == "perception"))
            }
        }
    }
}

import EndpointServer
import Records
import Server
import Storage
import Testing

extension EndToEnd {
    /// Vision-SR1's own settings, down to the command that starts its fork of EasyR1.
    @Suite struct VisionSR1HandOffTests {
        private static let pipeline = "pipelines/vision-sr1-hand-off.yaml"
        private static let manifest = "manifests/vision-sr1-qwen2.5-vl-7b.yaml"

        @Test(arguments: ["7b", "3b"])
        func `a shipped manifest is planned as it is`(_ size: String) async throws {
            let repository = try SmallRepository()
            let data = try SmallDataSets.add(to: repository)
            let end = try await repository.pipeline(
                "plan", "manifests/vision-sr1-qwen2.5-vl-\(size).yaml", "--set",
                "data_root=\(data)/vision-sr1-47k")
            #expect(end.status == 0, "\(end.errors)")
            for stage in ["rollouts", "labels", "curriculum", "self-reward"] {
                #expect(end.output.contains(stage), "\(end.output)")
            }
        }

        /// The shipped pipeline, its phase written and not trained.
        private func repository() throws -> SmallRepository {
            let repository = try SmallRepository()
            try repository.replace(
                "kind: train\n    method: hand-off\n",
                with: "kind: export\n    model: some/model\n", in: Self.pipeline)
            return repository
        }

        /// Writes the phase of the small shapes.
        private func export(
            _ repository: SmallRepository, more: [String] = []
        ) async throws -> (folder: String, asked: [ReceivedRequest]) {
            let server = try EndpointServer { AnsweringModel().answer($0) }
            let settings =
                [
                    "datasets=[shapes]", "policy.endpoint.model=guesser",
                    "policy.endpoint.servers=[\(server.address)/v1]", "stages.rollouts.n=2",
                    "stages.rollouts.limit=12",
                    "stages.curriculum.phases=[{name: self-reward, capabilities: [coarse, fine, "
                        + "reasoning], labels: [easy, medium, hard, excluded], order: shuffled}]",
                    "stages.self-reward.rollout_batch=8", "stages.self-reward.update_batch=8",
                ] + more
            let workspace = repository.workspace()
            let end = try await repository.start(
                ["run", Self.manifest, "--workspace", workspace.root, "--quiet"]
                    + settings.flatMap { ["--set", $0] }
            ).wait()
            try #require(end.status == 0, "\(end.errors)")
            return (
                try workspace.stage("self-reward", run: "vision-sr1-qwen2_5-vl-7b"),
                server.received
            )
        }

        @Test func `the phase is written down to the launch line`() async throws {
            let repository = try repository()
            let (folder, asked) = try await export(repository)
            // Sampling was asked for what training asks, in the same words.
            let shipped = try repository.read(Self.pipeline).split(separator: "\n")
            let line = try #require(shipped.first { $0.hasPrefix("    behind: ") })
            let behind = try JSONReader.parse(Array(line.dropFirst(12).utf8), file: "behind")
            let words = try #require(behind.stringValue)
            #expect(words.contains("\\boxed{}"))
            let first = asked.filter { $0.json["max_tokens"]?.integerValue == 2048 }
            #expect(first.count >= 24)
            for request in first {
                #expect(request.json["temperature"]?.realValue == 1)
                #expect(request.json["top_p"]?.realValue == 0.99)
                let text = JSONValue.string(words).serialized.dropFirst().dropLast()
                #expect(request.json["messages"]?.serialized.contains(text) == true)
            }
            let template = String(
                decoding: try FileSystem.read("\(folder)/instruction.jinja"), as: UTF8.self)
            #expect(template == "{{ content }}{{ \(behind.serialized) }}\n")

            let config = String(
                decoding: try FileSystem.read("\(folder)/config.yaml"), as: UTF8.self)
            let lines = Set(config.split(separator: "\n").map { String($0.drop { $0 == " " }) })
            for line in [
                "n_gpus_per_node: 8", "tensor_parallel_size: 2", "total_epochs: 1", "n: 8",
                "temperature: 1.0", "top_p: 0.99", "max_prompt_length: 12800",
                "max_response_length: 2048", "max_num_batched_tokens: 14848",
                "min_pixels: 262144", "max_pixels: 4194304", "lr: 1.0e-06", "weight_decay: 0.01",
                "kl_penalty: \"low_var_kl\"", "kl_coef: 0.01", "use_kl_loss: true",
                "clip_ratio_low: 0.2", "clip_ratio_high: 0.3", "clip_ratio_dual: 3.0",
                "micro_batch_size_per_device_for_update: 8", "save_freq: 15", "shuffle: false",
                "skip_special_tokens: false", "reward_type: \"batch\"",
            ] {
                #expect(lines.contains(line), "\(line) is not in\n\(config)")
            }
            let end = try await Subprocess(
                ["bash", "\(folder)/launch.sh", "\(repository.root)/trained", "--dry-run"],
                in: repository.root
            ).wait()
            #expect(end.status == 0, "\(end.errors)")
            let printed = end.output.split(whereSeparator: \.isWhitespace)
            #expect(printed.prefix(3) == ["python3", "-m", "verl.trainer.main"])
            let model = "LMMs-Lab-Turtle/Qwen-2.5VL-7B-Cold-Start"
            for word in [
                "config=\\'\(folder)/config.yaml\\'",
                "data.train_files=\\'\(folder)/data.parquet\\'",
                "data.val_files=\\'\(folder)/validation-data.parquet\\'",
                "data.format_prompt=\\'\(folder)/instruction.jinja\\'",
                "worker.actor.model.model_path=\\'\(model)\\'",
                "worker.reward.reward_function=\\'\(folder)/reward.py:easyr1_vision_sr1\\'",
                "worker.val_reward.reward_function=\\'\(folder)/reward.py:easyr1_vision_sr1\\'",
                "trainer.save_checkpoint_path=\\'\(repository.root)/trained/checkpoints\\'",
                "trainer.load_checkpoint_path=null",
            ] {
                #expect(printed.contains(word[...]), "\(word) is not in \(printed)")
            }
        }

        @Test func `the fork's reward is graded by the tool`() async throws {
            let repository = try repository()
            // On all questions, without the screen, as the paper trains.
            let (folder, _) = try await export(
                repository,
                more: [
                    "stages.rollouts.n=1", "stages.rollouts.passes=[]",
                    "stages.curriculum.phases=[{name: self-reward, capabilities: [coarse, fine, "
                        + "reasoning], labels: [easy, medium, hard, undecided, excluded]}]",
                ])
            // The fork's call, as CPython makes it: four lists, by their places.
            let program = #"""
                import json, sys
                sys.path.insert(0, sys.argv[1])
                import reward
                label = json.dumps({"answer": "4", "qid": "q", "phase": "p"})
                said = "<description> %s </description> <think> t </think> \\boxed{%s}%s"
                first = [said % ("four dots", 4, "<|im_end|>"), said % ("four dots", 5, "<|im_end|>"),
                    said % ("The answer is 4.", 4, "<|im_end|>"), "\\boxed{4}<|im_end|>",
                    said % ("four dots", 4, "")]
                second = ["<think> t </think> \\boxed{4}"] * 5
                scores = reward.easyr1_vision_sr1(first, [label] * 5, ["Q?<image>"] * 5, second,
                    log=sys.argv[2])
                print(json.dumps([round(score["overall"], 9) for score in scores]))
                print(json.dumps(scores[2], sort_keys=True))
                """#
            let log = "\(repository.root)/rewards.jsonl"
            let end = try await Subprocess(
                [
                    "PIPELINE=\(Binary.path)", "PYTHONDONTWRITEBYTECODE=1", "python3", "-c",
                    program, folder, log,
                ], in: repository.root
            ).wait()
            #expect(end.status == 0, "\(end.errors)")
            // All; the description alone; what gives the answer away; no description; cut off.
            #expect(
                end.output == """
                    [2.0, 1.1, 1.0, 0.9, 1.0]
                    {"accuracy": 1.0, "description": 0.0, "description_leak": 1.0, \
                    "description_missing": 0.0, "format": 1.0, "overall": 1.0}

                    """)
            #expect(try FileSystem.read(log).split(separator: 10).count == 5)
        }

        @Test func `a second pass that is not the fork's is refused`() async throws {
            let repository = try repository()
            for (setting, message) in [
                ("reward.second_pass=greedy", "draws it at the temperature of training"),
                ("trainer=easyr1", "EasyR1 has no such pass"),
            ] {
                let end = try await repository.pipeline(
                    "run", Self.manifest, "--set", "datasets=[shapes]", "--set",
                    "stages.self-reward.\(setting)")
                #expect(end.status == 65)
                #expect(end.errors.contains(message), "\(end.errors)")
            }
        }
    }
}

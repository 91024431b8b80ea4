import EndpointServer
import Engine
import Records
import Server
import Storage
import Testing

extension EndToEnd {
    /// Phases that are written for other trainers.
    @Suite struct ExportTests {
        private static let pipeline = """
            name: export
            description: a small curriculum for others
            stages:
              ingest: {kind: ingest}
              warm-up:
                {kind: train, method: sft, questions: ingest, split: warmup, steps: 4, batch: 12,
                  text_only_rows: 4}
              rollouts: {kind: rollout, policy: warm-up, questions: ingest, split: train, n: 2}
              labels: {kind: sample, rollouts: rollouts, rule: pebr}
              curriculum:
                kind: curriculum
                labels: labels
                phases:
                  - {name: all, capabilities: [coarse, fine, reasoning], size: 8,
                      labels: [easy, medium, hard, undecided, excluded], order: by-capability}
              phase:
                {kind: export, questions: ingest, curriculum: curriculum, phase: all, trainer: trl,
                  model: some/model, rollout_batch: 4, update_batch: 2, group: 4, gpus: 2,
                  micro_batch: 2, reward: {accuracy: 0.5, keywords: 0.5}}

            """

        private func repository() throws -> SmallRepository {
            let repository = try SmallRepository()
            try repository.write(Self.pipeline, to: "pipelines/export.yaml")
            try repository.replace(
                "pipeline: pebr-r1", with: "pipeline: export", in: SmallRepository.manifest)
            let manifest = try repository.read(SmallRepository.manifest)
            // What makes the quickstart small is for its own stages.
            let lines = manifest.split(separator: "\n").prefix { $0 != "stages:" }
            try repository.write(
                lines.joined(separator: "\n") + "\n", to: SmallRepository.manifest)
            return repository
        }

        @Test func `an optional phase without questions is left out with a notice`() async throws {
            let repository = try repository()
            try repository.replace(
                "size: 8,", with: "optional: true,", in: "pipelines/export.yaml")
            // No rule of this pipeline leaves a question undecided.
            try repository.replace(
                "labels: [easy, medium, hard, undecided, excluded]", with: "labels: [undecided]",
                in: "pipelines/export.yaml")
            let workspace = repository.workspace()
            let end = try await repository.run(in: workspace)
            #expect(
                end.output.contains(
                    "phase `all` has no question and is optional: it is not exported"))
            try workspace.expectSound(after: "quickstart")
            #expect(try workspace.receipt("phase", run: "quickstart").details["steps"] == 0)
        }

        @Test func `a phase is written in its order, and its reward is graded by the tool`()
            async throws
        {
            let repository = try repository()
            let workspace = repository.workspace()
            try await repository.run(in: workspace, [])
            let folder = try workspace.stage("phase", run: "quickstart")
            let curriculum = try workspace.stage("curriculum", run: "quickstart")
            let planned = try TableReader.read(
                Question.self, from: "\(curriculum)/phases/all.jsonl")
            let rows = try FileSystem.read("\(folder)/data.jsonl").split(separator: 10)
                .map { try JSONReader.parse(Array($0), file: "row") }
            let labels = try rows.map { row in
                let text = try #require(row["label"]?.stringValue)
                return try JSONReader.parse(Array(text.utf8), file: "label")
            }
            #expect(planned.count == 8)
            #expect(labels.map { $0["qid"]?.stringValue } == planned.map(\.id))
            for row in rows {
                for path in row["images"]?.strings ?? [] {
                    #expect(try FileSystem.status("\(folder)/\(path)")?.kind == .file)
                }
            }

            // The trainer's call, as CPython makes it.
            let program = """
                import json, sys
                sys.path.insert(0, sys.argv[1])
                import reward
                label = json.loads(open(sys.argv[1] + "/data.jsonl").readline())["label"]
                gold = json.loads(label)
                said = "<description> %s </description> <think> so </think> %s"
                right = said % (" and ".join(gold["keywords"]), gold["answer"])
                wrong = said % ("nothing", "something else")
                turns = [[{"role": "assistant", "content": text}] for text in (right, wrong)]
                print(json.dumps(reward.trl(turns, [[1], [1]], [label] * 2, max_tokens=9)))
                """
            let log = "\(workspace.root)/rewards.jsonl"
            let end = try await Subprocess(
                [
                    "PIPELINE=\(Binary.path)", "PIPELINE_REWARD_LOG=\(log)",
                    "PYTHONDONTWRITEBYTECODE=1", "python3", "-c", program, folder,
                ], in: repository.root
            ).wait()
            #expect(end.status == 0, "\(end.errors)")
            #expect(end.output == "[1.0, 0.0]\n")
            let lines = try FileSystem.read(log).split(separator: 10)
            #expect(lines.count == 2)

            let next = try await repository.start(
                ["checkpoints", folder, "\(workspace.root)/trained"]
            ).wait()
            #expect(next.status == 0, "\(next.errors)")
            #expect(
                next.output == """
                    There is no whole checkpoint: the phase begins.
                      bash \(folder)/launch.sh \(workspace.root)/trained

                    """)

            // A second run has nothing to do, and a changed setting writes that phase anew.
            let before = try workspace.receipt("phase", run: "quickstart")
            try await repository.run(in: workspace, ["--set", "stages.phase.save_every=7"])
            let after = try workspace.receipt("phase", run: "quickstart")
            #expect(after.key != before.key)
            #expect(
                after.files.first { $0.path == "data.jsonl" }?.digest
                    == before.files.first { $0.path == "data.jsonl" }?.digest)
        }

        /// Says `[1, 0]` for pictures and for what speaks of `fits`, `[0, 1]` for the rest.
        private static func embed(_ request: ReceivedRequest) -> Reply {
            guard request.json["model"] == "clip" else { return .error(400, "no such model") }
            let texts = request.json["input"]?.arrayValue?.compactMap(\.stringValue) ?? ["fits"]
            let rows = texts.enumerated().map { index, text -> JSONValue in
                [
                    "index": .integer(index),
                    "embedding": text.contains("fits") ? [1, 0] : [0, 1],
                ]
            }
            return .json(200, ["data": .array(rows)])
        }

        @Test func `a trainer's reward sees pictures by a server of embeddings`() async throws {
            let server = try EndpointServer { Self.embed($0) }
            let repository = try repository()
            let workspace = repository.workspace()
            func export(_ model: String) async throws -> String {
                try await repository.run(
                    in: workspace,
                    [
                        "--set", "stages.phase.trainer=easyr1", "--set",
                        "stages.phase.reward={alignment: 1, accuracy: 0, keywords: 0}",
                        "--set",
                        "stages.phase.embeddings={url: '\(server.address)/v1', model: \(model)}",
                    ])
                return try workspace.stage("phase", run: "quickstart")
            }
            let program = """
                import json, sys
                sys.path.insert(0, sys.argv[1])
                import reward
                label = json.loads(open(sys.argv[1] + "/data.jsonl").readline())["answer"]
                said = "<description> %s </description> <think> so </think> 4"
                rows = [{"response": said % word, "response_length": 5, "ground_truth": label}
                    for word in ("it fits", "no")]
                print(json.dumps([row["overall"] for row in reward.easyr1(rows, max_tokens=9)]))
                """
            func score(_ folder: String) async throws -> Subprocess.End {
                try await Subprocess(
                    [
                        "PIPELINE=\(Binary.path)", "PYTHONDONTWRITEBYTECODE=1",
                        "PIPELINE_REWARD_LOG=\(workspace.root)/rewards.jsonl", "python3", "-c",
                        program, folder,
                    ], in: repository.root
                ).wait()
            }
            let folder = try await export("clip")
            let end = try await score(folder)
            #expect(end.status == 0, "\(end.errors)")
            #expect(end.output == "[1.0, 0.0]\n")
            let pictures = server.received.filter { $0.json["messages"] != nil }
            #expect(pictures.count == 1)

            // A copy is scored by its own pictures.
            let copy = "\(repository.root)/copy"
            let copied = try await Subprocess(["cp", "-r", folder, copy], in: "/").wait()
            #expect(copied.status == 0)
            #expect(try await score(copy).output == end.output)

            // What the server refuses is the trainer's exception, and nothing is logged.
            let logged = try FileSystem.read("\(workspace.root)/rewards.jsonl").count
            let refused = try await score(try await export("another"))
            #expect(refused.status == 1)
            #expect(refused.errors.contains("ValueError"), "\(refused.errors)")
            #expect(refused.errors.contains("no such model"), "\(refused.errors)")
            #expect(try FileSystem.read("\(workspace.root)/rewards.jsonl").count == logged)
        }

        @Test func `an address that changed is written anew`() async throws {
            let repository = try repository()
            let workspace = repository.workspace()
            for port in [1, 2] {
                try await repository.run(
                    in: workspace,
                    [
                        "--set", "stages.phase.reward={alignment: 1}", "--set",
                        "stages.phase.embeddings={url: 'http://127.0.0.1:\(port)/v1', model: clip}",
                    ])
                let reward = try JSONReader.parse(
                    file: try workspace.stage("phase", run: "quickstart") + "/reward.json")
                #expect(
                    reward["embeddings"]?["url"]?.stringValue == "http://127.0.0.1:\(port)/v1")
            }
        }

        struct Refused: Sendable {
            var setting: String
            var message: String
        }

        @Test(arguments: [
            Refused(setting: "trainer=openrlhf", message: "always shuffles"),
            Refused(setting: "reward.alignment=1", message: "the stage has no `embeddings`"),
            Refused(
                setting: "reward.description=1", message: "`description`, for which the policy"),
            Refused(setting: "micro_batch=3", message: "is no multiple of those that the GPUs"),
        ])
        func `settings that a trainer refuses end the run before its first stage`(
            _ refused: Refused
        ) async throws {
            let repository = try repository()
            let workspace = repository.workspace()
            let end = try await repository.startRun(
                in: workspace, ["--set", "stages.phase.\(refused.setting)"]
            ).wait()
            #expect(end.status == 65)
            #expect(end.errors.contains(refused.message), "\(end.errors)")
            #expect(workspace.artifactNames.isEmpty)
        }
    }
}

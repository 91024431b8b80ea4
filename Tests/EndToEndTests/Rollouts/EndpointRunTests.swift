import EndpointServer
import Glibc
import Records
import Server
import Storage
import Synchronization
import Testing

extension EndToEnd {
    /// `pipeline run` of a manifest whose policy is somebody's server.
    @Suite struct EndpointRunTests {
        @Test func `a served model gets pass rates, and a second run asks nothing`() async throws {
            let place = try RolloutRepository()
            let server = try EndpointServer { AnsweringModel().answer($0) }
            let workspace = place.repository.workspace()
            let settings = RolloutRepository.endpoint(server.address)
            let end = try await place.start(settings, in: workspace).wait()
            try #require(end.status == 0, "\(end.errors)")

            let rollouts = try place.rows("rollouts.parquet", of: "rollouts", in: workspace)
            let rates = try place.rows("pass_rates.parquet", of: "labels", in: workspace)
            #expect(rates.count == 48)
            #expect(rollouts.count >= 2 * 48)
            // `stop: exact` made fewer than all draws, and at least one of each verdict.
            let verdicts = Set(rollouts.compactMap { $0["verdict"]?.stringValue })
            #expect(verdicts == ["right", "wrong"])
            #expect(rates.contains { $0["difficulty"]?.stringValue == "medium" })
            // Every request was with its picture and with all of its settings.
            let chats = server.received.filter { $0.path.hasSuffix("/chat/completions") }
            let asked = chats.filter { $0.json["max_tokens"]?.integerValue == 512 }
            #expect(asked.count >= 48)
            for request in asked {
                #expect(request.json["top_p"]?.realValue == 0.99)
                #expect(request.json["seed"]?.integerValue != nil)
                #expect(request.json["messages"]?.serialized.contains("data:image/png") == true)
            }
            let folder = try workspace.stage("rollouts", run: "pass-rates")
            let found = try JSONReader.parse(file: folder + "/servers.json")
            #expect(found.serialized.contains("\"seeds\":\"repeated\""))

            let count = server.received.count
            let again = try await place.start(settings, in: workspace).wait()
            #expect(again.status == 0, "\(again.errors)")
            #expect(server.received.count == count)
        }

        @Test func `a killed run takes its draws from the journal`() async throws {
            let place = try RolloutRepository()
            let whole = place.repository.workspace("whole")
            let steady = try EndpointServer { AnsweringModel().answer($0) }
            let first = try await place.start(
                RolloutRepository.endpoint(steady.address), in: whole
            ).wait()
            try #require(first.status == 0, "\(first.errors)")

            // Goes silent after a number of answers: then the client is killed.
            let answered = Atomic(0)
            let stalling = try EndpointServer { request in
                if answered.add(1, ordering: .relaxed).newValue > 60 {
                    return Reply(200, headers: [], body: [], delivery: .stalled(after: 0))
                }
                return AnsweringModel().answer(request)
            }
            let workspace = place.repository.workspace("killed")
            let process = try place.start(
                RolloutRepository.endpoint(stalling.address), in: workspace)
            while answered.load(ordering: .relaxed) < 70, !process.hasEnded {
                try await Task.sleep(for: .milliseconds(20))
            }
            // Then what has come is written, of which some ten answers are enough.
            let deadline = ContinuousClock.now + .seconds(60)
            while workspace.journalByteCount < 1000, !process.hasEnded {
                try #require(ContinuousClock.now < deadline, "no journal grows")
                try await Task.sleep(for: .milliseconds(1))
            }
            process.signal(SIGKILL)
            #expect(try await process.wait().status == 128 + SIGKILL)

            let server = try EndpointServer { AnsweringModel().answer($0) }
            let end = try await place.start(
                RolloutRepository.endpoint(server.address), in: workspace
            ).wait()
            try #require(end.status == 0, "\(end.errors)")
            for (table, stage) in [
                ("rollouts.parquet", "rollouts"), ("pass_rates.parquet", "labels"),
            ] {
                #expect(
                    try place.rows(table, of: stage, in: workspace)
                        == place.rows(table, of: stage, in: whole))
            }
            // The same draws in fewer requests: those of the first life were not made again.
            #expect(server.received.count < steady.received.count)
        }

        @Test func `a server that never answers leaves a question undecided, not hard`()
            async throws
        {
            let place = try RolloutRepository()
            let workspace = place.repository.workspace()
            // Refuses whatever shows a certain question's picture: every sixth request's text.
            let server = try EndpointServer { request in
                let body = request.json["messages"]?.serialized ?? ""
                if request.json["max_tokens"]?.integerValue == 512, body.utf8.count % 3 == 0 {
                    return .error(400, "not this one")
                }
                return AnsweringModel().answer(request)
            }
            let end = try await place.start(
                RolloutRepository.endpoint(server.address), in: workspace
            ).wait()
            try #require(end.status == 0, "\(end.errors)")
            let missing = try place.rows("missing.parquet", of: "rollouts", in: workspace)
            let rates = try place.rows("pass_rates.parquet", of: "labels", in: workspace)
            try #require(!missing.isEmpty)
            #expect(missing.allSatisfy { $0["reason"]?.stringValue == "http_400" })
            let refused = Set(missing.compactMap { $0["question"]?.stringValue })
            for rate in rates where refused.contains(rate["question"]?.stringValue ?? "") {
                #expect(rate["difficulty"]?.stringValue == "undecided")
            }
            #expect(refused.count < rates.count)
        }

        @Test func `a greedy server is refused before any work`() async throws {
            let place = try RolloutRepository()
            let server = try EndpointServer { request in
                var model = PretendModel()
                model.name = "guesser"
                model.temperature = .ignored
                return model.answer(request)
            }
            let workspace = place.repository.workspace()
            let end = try await place.start(
                RolloutRepository.endpoint(server.address) + [
                    "stages.rollouts.unit_questions=64"
                ], in: workspace
            ).wait()
            #expect(end.status == 69)
            #expect(end.errors.contains("does not sample"), "\(end.errors)")
        }

        @Test func `a key is in no file of the run and in nothing that is printed`() async throws {
            let place = try RolloutRepository()
            let key = "sk-swordfish-0123"
            let counted = Atomic(0)
            let server = try EndpointServer { request in
                // Now and then the server repeats the key that it was sent.
                let count = counted.add(1, ordering: .relaxed).newValue
                return count > 40 && count.isMultiple(of: 7)
                    ? .error(500, "\(request.header("authorization") ?? "no key")")
                    : AnsweringModel().answer(request)
            }
            let workspace = place.repository.workspace()
            let end = try await Subprocess(
                [
                    "SOME_KEY=\(key)", Binary.path, "run", RolloutRepository.manifest,
                    "--progress", "json", "--set", "policy.endpoint.model=guesser", "--set",
                    "policy.endpoint.servers=[{url: '\(server.address)/v1', api_key: SOME_KEY}]",
                ], in: place.repository.root
            ).wait()
            #expect(end.status == 0, "\(end.errors)")
            #expect(server.received.allSatisfy { $0.header("authorization") == "Bearer \(key)" })
            #expect(!(end.output + end.errors).contains("swordfish"))
            let files = Tree.files(under: workspace.root)
            #expect(files.count > 20)
            for file in files {
                let path = "\(workspace.root)/\(file)"
                guard try FileSystem.linkStatus(path)?.kind == .file else { continue }
                let bytes = try FileSystem.read(path)
                #expect(bytes.firstRange(of: Array("swordfish".utf8)) == nil, "\(file)")
            }
        }

        @Test func `a wrong template is told with its place, before any work`() async throws {
            let place = try RolloutRepository()
            try place.repository.write("One.\n{{ gold }}", to: "pipelines/own.jinja")
            let end = try await place.start(
                RolloutRepository.endpoint("http://127.0.0.1:9") + [
                    "policy.prompt.template=pipelines/own.jinja"
                ], in: place.repository.workspace()
            ).wait()
            #expect(end.status == 65)
            #expect(end.errors.contains("pipelines/own.jinja:2:1"), "\(end.errors)")
            #expect(end.errors.contains("there is no value `gold`"), "\(end.errors)")
        }
    }
}

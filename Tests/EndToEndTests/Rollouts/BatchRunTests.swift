import EndpointServer
import Engine
import Records
import Server
import Storage
import Testing

extension EndToEnd {
    /// `pipeline run` of a manifest whose policy is files that somebody else answers.
    @Suite struct BatchRunTests {
        private let settings = [
            "policy.kind=batch", "policy.endpoint.model=guesser", "policy.endpoint.servers=[]",
            "policy.batch={folder: manifests/../batch, file_requests: 20}",
            "stages.rollouts.stop=none",
            "stages.rollouts.n=4",
        ]

        private func requests(_ place: RolloutRepository) throws -> [String] {
            let folder = place.repository.root + "/batch/requests"
            return try FileSystem.list(folder).sorted().map { folder + "/" + $0 }
        }

        @Test func `requests go out, answers come back in any order, in part and twice`()
            async throws
        {
            let place = try RolloutRepository()
            let workspace = place.repository.workspace()
            // `--set` gives paths relative to where the command runs.
            let first = try await place.start(settings, in: workspace).wait()
            #expect(first.status == 75, "\(first.errors)")
            #expect(first.errors.contains("48 requests wait for answers"), "\(first.errors)")
            #expect(first.errors.contains("vllm run-batch"), "\(first.errors)")
            #expect(first.errors.contains("rollouts: not done yet, "), "\(first.errors)")
            #expect(!first.errors.contains("failed"), "\(first.errors)")
            // The manifest's folder and the way up from it are no part of what is to be typed.
            #expect(!first.errors.contains("/../"), "\(first.errors)")
            let files = try requests(place)
            #expect(files.count == 3)

            var lines: [String] = []
            for file in files { lines += try AnsweringModel().lines(answering: file) }
            #expect(lines.count == 48)
            let half = lines.reversed().prefix(30).map(\.self)
            let failed = #"{"custom_id":"x","response":null,"error":{"message":"expired"}}"#
            try place.repository.write(
                (half + half.prefix(5) + [failed, "{}"]).joined(separator: "\n"),
                to: "batch/answers/b.jsonl")
            let second = try await place.start(settings, in: workspace).wait()
            #expect(second.status == 75, "\(second.errors)")
            #expect(second.errors.contains("18 requests wait for answers"), "\(second.errors)")
            var rest: [String] = []
            for file in try requests(place) { rest += try AnsweringModel().lines(answering: file) }
            #expect(rest.count == 18)
            try place.repository.write(rest.joined(separator: "\n"), to: "batch/answers/a.jsonl")
            let third = try await place.start(settings, in: workspace).wait()
            try #require(third.status == 0, "\(third.errors)")

            let receipt = try workspace.receipt("rollouts", run: "pass-rates")
            #expect(receipt.notices.contains { $0.hasPrefix("1 lines of") }, "\(receipt.notices)")
            #expect(receipt.notices.contains { $0.hasPrefix("5 answers are there again") })

            // The same draws as from a server.
            let server = try EndpointServer { AnsweringModel().answer($0) }
            let asked = place.repository.workspace("asked")
            let end = try await place.start(
                RolloutRepository.endpoint(server.address) + [
                    "stages.rollouts.stop=none", "stages.rollouts.n=4",
                ], in: asked
            ).wait()
            try #require(end.status == 0, "\(end.errors)")
            func texts(_ workspace: WorkspaceView) throws -> [[String?]] {
                try place.rows("rollouts.parquet", of: "rollouts", in: workspace).map {
                    [
                        $0["question"]?.stringValue, $0["draw"]?.serialized,
                        $0["response"]?.stringValue, $0["seed"]?.stringValue,
                        $0["verdict"]?.stringValue,
                    ]
                }
            }
            #expect(try texts(workspace).count == 4 * 48)
            #expect(try texts(workspace) == texts(asked))
        }
    }
}

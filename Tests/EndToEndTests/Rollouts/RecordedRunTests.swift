import EndpointServer
import Engine
import Records
import Server
import Storage
import Testing

extension EndToEnd {
    /// `pipeline run` of a manifest whose policy is rollouts that were drawn before.
    @Suite struct RecordedRunTests {
        @Test func `recorded rollouts give the labels that they gave when they were drawn`()
            async throws
        {
            let place = try RolloutRepository()
            let server = try EndpointServer { AnsweringModel().answer($0) }
            let drawn = place.repository.workspace("drawn")
            let end = try await place.start(
                RolloutRepository.endpoint(server.address), in: drawn
            ).wait()
            try #require(end.status == 0, "\(end.errors)")
            let table = try drawn.stage("rollouts", run: "pass-rates") + "/rollouts.parquet"
            let recorded = place.repository.workspace("recorded")
            try place.write(
                recorded: "{model: guesser, files: ['\(table)']}", format: "boxed", stop: "exact")
            let again = try await place.start([], in: recorded).wait()
            try #require(again.status == 0, "\(again.errors)")
            func labels(_ workspace: WorkspaceView) throws -> [[String?]] {
                try place.rows("pass_rates.parquet", of: "labels", in: workspace).map {
                    [
                        $0["question"]?.stringValue, $0["right"]?.serialized,
                        $0["draws"]?.serialized, $0["difficulty"]?.stringValue,
                    ]
                }
            }
            #expect(try labels(recorded) == labels(drawn))
        }

        @Test func `PeBR's file is taken with its defects told`() async throws {
            let place = try RolloutRepository()
            let workspace = place.repository.workspace()
            let ids = try await questionIDs(place)
            // All of four right; twice eight; a question that is not there; a row that is torn.
            var lines: [String] = []
            for (place, id) in ids.enumerated() {
                for draw in 0..<(place == 1 ? 16 : place == 0 ? 4 : 8) {
                    let accuracy = place < 2 || draw % 2 == 0 ? 1.0 : 0.0
                    let row: JSONValue = [
                        "response": "### The final answer is: x", "ground_truth": "x",
                        "qid": .string(id), "score": ["accuracy": .real(accuracy)],
                    ]
                    lines.append(row.serialized)
                }
            }
            lines += [
                #"{"response":"x","qid":"nobody","score":{"accuracy":1.0}}"#, #"{"response":"x","#,
            ]
            try place.repository.write(
                lines.joined(separator: "\n"), to: "rollout_results.jsonl")
            try place.write(
                recorded: "{model: warm-up, format: pebr, files: [../rollout_results.jsonl]}",
                format: "pebr", stop: "none")
            let end = try await place.start([], in: workspace).wait()
            try #require(end.status == 0, "\(end.errors)")
            let rates = try place.rows("pass_rates.parquet", of: "labels", in: workspace)
            // PeBR-R1's script calls the first medium, and the second as well.
            #expect(rates[0]["difficulty"]?.stringValue == "undecided")
            #expect(rates[1]["difficulty"]?.stringValue == "easy")
            #expect(rates[2]["difficulty"]?.stringValue == "medium")
            let unused = try TableReader.read(
                Reject.self,
                from: try workspace.stage("rollouts", run: "pass-rates") + "/unused_rows.jsonl")
            #expect(unused.count { $0.reason == "beyond_n" } == 8)
            #expect(unused.count { $0.reason == "unknown_question" } == 1)
            #expect(unused.count { $0.reason == "malformed_row" } == 1)
            let receipt = try workspace.receipt("rollouts", run: "pass-rates")
            #expect(receipt.notices.contains { $0.contains("10 of \(lines.count) recorded rows") })
        }

        /// The ids of the training questions.
        private func questionIDs(_ place: RolloutRepository) async throws -> [String] {
            let end = try await place.repository.pipeline(
                "ingest", "datasets/shapes.yaml", "--out", "ids")
            try #require(end.status == 0, "\(end.errors)")
            var ids: [String] = []
            try TableReader.forEach(
                Question.self, from: place.repository.root + "/ids/questions.jsonl"
            ) {
                if $0.split == "train" { ids.append($0.id) }
            }
            return ids
        }
    }
}

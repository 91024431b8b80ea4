import EndpointServer
import Foundation
import Records
import Rewards
import Server
import Storage
import TestSupport
import Testing

@testable import Handoff

/// Alignment in a trainer's reward: labels name pictures, and a server says how well descriptions fit.
@Suite struct AlignedScoringTests {
    private let scratch: TemporaryFolder
    private let phase: Phase

    init() throws {
        scratch = try TemporaryFolder("aligned")
        var phase = Phase()
        phase.questions[2].pictures = phase.questions[0].pictures
        self.phase = phase
    }

    /// Says `[1, 0]` for `wide` and for the wide picture, `[0, 2]` for the rest.
    private func server() throws -> EndpointServer {
        let wide = try phase.bytes(phase.questions[0].pictures[0]).count
        return try EndpointServer { request in
            let content = request.json["messages"]?.arrayValue?.first?["content"]?.arrayValue
            let pictures = content?.compactMap { $0["image_url"]?["url"]?.stringValue }
            let texts = (request.json["input"]?.arrayValue ?? []).compactMap(\.stringValue)
            let rows = (pictures ?? texts).enumerated().map { index, text -> JSONValue in
                let head = "data:image/png;base64,".utf8.count
                let isWide =
                    pictures == nil
                    ? text == "wide" : text.utf8.count == head + (wide + 2) / 3 * 4
                return [
                    "index": .integer(index),
                    "embedding": isWide ? [1, 0] : [0, 2],
                ]
            }
            return .json(200, ["data": .array(rows)])
        }
    }

    /// Writes the phase, and says what its labels name.
    private func write(_ url: String) throws -> (reward: RewardFile, pictures: [JSONValue]) {
        var handoff = Phase.handoff(.easyR1)
        handoff.reward = Phase.aligned(by: url)
        #expect(try phase.write(handoff, to: scratch.path) == [])
        let pictures = try scratch.text("data.jsonl").split(separator: "\n").map { line in
            let row = try JSONReader.parse(Array(line.utf8), file: "row")
            let text = try #require(row["answer"]?.stringValue)
            let label = try JSONReader.parse(Array(text.utf8), file: "label")
            #expect(label["pictures"] == row["images"])
            return try #require(label["pictures"])
        }
        let reward = try RewardFile(
            json: try JSONReader.parse(file: "\(scratch.path)/reward.json"))
        return (reward, pictures)
    }

    private func row(_ description: String?, _ pictures: JSONValue) -> JSONValue {
        let text = description.map {
            "### Image Description: \($0)\n### Rationales: r\n### Let's think step by step.\n"
                + "### Step 1: s\n### The final answer is: 4"
        }
        return [
            "response": .string(text ?? "4"), "finish_reason": "stop", "answer": "4",
            "keywords": ["wide", "nothing"], "tokens": 10, "pictures": pictures,
        ]
    }

    private func reply(_ reward: RewardFile, _ rows: [JSONValue]) async throws -> JSONValue {
        let request: JSONValue = ["responses": .array(rows)]
        let bytes = try await ResponseScoring(reward, folder: scratch.path)
            .reply(to: Array(request.serialized.utf8))
        return try JSONReader.parse(bytes, file: "reply")
    }

    @Test func `a description is worth its cosine with the first picture that the label names`()
        async throws
    {
        let server = try server()
        let (reward, pictures) = try write(server.address + "/v1")
        let said = try await reply(
            reward,
            [
                row("wide", pictures[0]), row("tall", pictures[0]), row("wide", pictures[1]),
                row(nil, pictures[0]),
            ])
        let scores = try #require(said["scores"]?.arrayValue)
        #expect(scores.map { $0["alignment"]?.realValue } == [1, 0, 1, 0])
        // 0.4 alignment + 0.4 · half of the keywords + 0.1 format + 0.1 length.
        let totals = scores.map { $0["overall"]?.realValue ?? -1 }
        for (total, expected) in zip(totals, [0.8, 0.2, 0.8, 0.1]) {
            #expect(abs(total - expected) < 1e-9, "\(totals)")
        }
    }

    @Test func `a whole path in the folder is as good`() async throws {
        let server = try server()
        let (reward, pictures) = try write(server.address + "/v1")
        let path = try #require(pictures[0].strings?.first)
        let said = try await reply(
            reward, [row("wide", [.string("\(scratch.path)/\(path)")])])
        #expect(said["scores"]?.arrayValue?.first?["alignment"]?.realValue == 1)
    }

    @Test func `a path that leaves the folder is refused, and nothing is sent`() async throws {
        let server = try server()
        let (reward, _) = try write(server.address + "/v1")
        let outside = try TemporaryFolder("outside")
        try FileSystem.write(Phase.png(3, 3), to: "\(outside.path)/secret.png")
        try FileManager.default.createSymbolicLink(
            atPath: "\(scratch.path)/images/link.png",
            withDestinationPath: "\(outside.path)/secret.png")
        let name = outside.path.split(separator: "/").last ?? ""
        for path in [
            "\(outside.path)/secret.png", "images/link.png", "../\(name)/secret.png",
            "\(scratch.path)/../\(name)/secret.png",
        ] {
            let said = try await reply(reward, [row("wide", [.string(path)])])
            #expect(said["error"]?.stringValue?.contains("not in the phase's folder") == true)
        }
        #expect(server.received.isEmpty)
    }

    @Test func `a response without a picture, and a picture that is none, are errors`()
        async throws
    {
        let server = try server()
        let (reward, _) = try write(server.address + "/v1")
        try FileSystem.write(Array("<html>".utf8), to: "\(scratch.path)/images/a.png")
        for (pictures, expected) in [
            ([] as JSONValue, "without `pictures`"), (["images/gone.png"], "gone.png"),
            (["images/a.png"], "cannot be read"),
        ] {
            let said = try await reply(reward, [row("wide", pictures)])
            #expect(said["error"]?.stringValue?.contains(expected) == true, "\(said)")
        }
    }

    @Test func `a server that refuses is an error, and no score of 0`() async throws {
        let server = try EndpointServer { _ in .error(400, "no such model") }
        let (reward, pictures) = try write(server.address + "/v1")
        let said = try await reply(reward, [row("wide", pictures[0])])
        #expect(said["scores"] == nil)
        #expect(said["error"]?.stringValue?.contains("no such model") == true)
    }

    @Test func `a key that is not in the environment is told before anything is scored`() throws {
        var reward = Phase.aligned(by: "http://127.0.0.1:9/v1")
        reward.embeddings?.keyVariable = "NO_SUCH_KEY_IS_SET"
        let fault = #expect(throws: Fault.self) {
            _ = try ResponseScoring(reward, folder: scratch.path)
        }
        #expect(fault?.code == .configuration)
    }

    @Test func `labels name pictures only where alignment is rewarded`() throws {
        _ = try phase.write(Phase.handoff(.easyR1), to: scratch.path)
        #expect(try !scratch.text("data.jsonl").contains(#"\"pictures\""#))
        #expect(try !scratch.text("reward.json").contains("embeddings"))
    }

    @Test func `a reward's file is written anew in a folder that is there`() throws {
        _ = try write("http://127.0.0.1:1/v1")
        var handoff = Phase.handoff(.easyR1)
        handoff.reward = Phase.aligned(by: "http://127.0.0.1:2/v1")
        try handoff.rewriteReward(in: scratch.path)
        #expect(try scratch.text("reward.json").contains("http://127.0.0.1:2/v1"))
    }
}

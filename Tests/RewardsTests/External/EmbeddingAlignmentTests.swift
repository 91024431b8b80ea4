import EndpointServer
import Grading
import HTTP
import Records
import Server
import Storage
import Testing

@testable import Rewards

@Suite struct EmbeddingAlignmentTests {
    private let fixture: ExternalRewardFixture

    init() throws {
        fixture = try ExternalRewardFixture()
        try FileSystem.write(Array("one two".utf8), to: "\(fixture.folder)/shard.tar")
    }

    /// Says `[1, 0]` for `red` and `one`, `[0, 2]` for the rest.
    private static func answer(_ request: ReceivedRequest) -> Reply {
        guard request.path == "/v1/embeddings", request.json["model"] == "clip" else {
            return .error(404, "no such model or path")
        }
        let content = request.json["messages"]?.arrayValue?.first?["content"]?.arrayValue
        let inputs =
            content.map { $0.compactMap { $0["image_url"]?["url"]?.stringValue } }
            ?? (request.json["input"]?.arrayValue ?? []).compactMap(\.stringValue)
        let rows: [JSONValue] = inputs.enumerated().reversed().map { index, text in
            let isFirst = text == "red" || text == "data:image/png;base64,b25l"
            return [
                "index": .integer(index),
                "embedding": isFirst ? [1, 0] : [0, 2],
            ]
        }
        return .json(200, ["data": .array(rows)])
    }

    private func response(_ description: String?, picture start: Int) -> ScorableResponse {
        let picture = Picture(
            digest: SHA256.digest(of: [UInt8(start)]), format: .png, width: 1, height: 1,
            shard: "shard", offset: start, byteCount: 3)
        var response = ExternalRewardFixture.responses[0]
        response.question.pictures = [picture]
        response.parsed.description = description
        return response
    }

    private func alignment(_ server: EndpointServer) throws -> EmbeddingAlignment {
        EmbeddingAlignment(
            try JSONService(
                server.address + "/v1", keyVariable: nil, timeout: .seconds(30),
                environment: { _ in
                    nil
                }),
            model: "clip", threshold: 0.5, shardFolder: fixture.folder)
    }

    @Test func `a description scores by its cosine with the picture`() async throws {
        let server = try EndpointServer { EmbeddingAlignmentTests.answer($0) }
        let alignment = try alignment(server)
        let asked = [
            response("red", picture: 0), response("red", picture: 4), response(nil, picture: 0),
            response("blue", picture: 4), response("blue", picture: 0),
        ]
        let scores = try await alignment.scores(of: asked)
        #expect(scores.map(\.value) == [1, 0, 0, 1, 0])
        #expect(server.received.count == 3)
        // Pictures are known by now, texts are not.
        #expect(try await alignment.scores(of: asked) == scores)
        #expect(server.received.count == 4)
    }

    @Test func `an embedding that is not there is a fault`() async throws {
        let server = try EndpointServer { _ in .json(200, ["data": []]) }
        let alignment = try alignment(server)
        let fault = await #expect(throws: Fault.self) {
            _ = try await alignment.scores(of: [response("red", picture: 0)])
        }
        #expect(fault?.message.contains("0 embeddings of 1") == true)
        #expect(fault?.remedy != nil)
    }
}

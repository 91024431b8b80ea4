import Records
import Rollouts
import Testing

/// llama.cpp's server with a real language model of 135 million parameters, and a vision tower with
/// random weights: that it samples, counts and sees is real, what it sees is not.
@Suite(.enabled(if: Peers.isThere(Peers.llama, for: "draws from a real llama-server")))
struct LlamaServerTests {
    private static func server() throws -> PeerServer {
        let folder = try #require(Peers.llama)
        return try PeerServer { port in
            [
                "\(folder)/llama-server", "--model", "\(folder)/language.gguf", "--mmproj",
                "\(folder)/vision.gguf", "--port", port, "--parallel", "4", "--ctx-size", "8192",
                "--threads", "1",
            ]
        }
    }

    @Test func `it is probed, and questions with and without pictures are answered`() async throws {
        let server = try Self.server()
        let policy = try await PeerEndpoint.policy(
            PeerEndpoint.settings(server, model: "language.gguf"))
        let found = policy.capabilities[0]
        #expect(found.largestN == 4, "it refuses more than it has slots")
        #expect(found.stop == .honoured)
        #expect(found.logprobs)
        #expect(found.pictureTokenCount ?? 0 > 0)
        for prompt in PeerEndpoint.prompts.indices {
            let outcomes = try await policy.draw([DrawRequest(prompt: prompt, draws: 0..<6)])
            #expect(outcomes.map(\.draw).sorted() == Array(0..<6))
            let texts = outcomes.compactMap { outcome -> String? in
                if case .response(let response) = outcome.result { response.text } else { nil }
            }
            #expect(texts.count == 6, "\(outcomes)")
            #expect(Set(texts).count > 1)
        }
    }

    @Test func `what is no picture is refused, and the draws are missing`() async throws {
        struct Broken: PictureSource {
            func picture(_ place: Int, of prompt: DrawPrompt) throws(Fault) -> EncodedPicture {
                // The probe's is whole.
                EncodedPicture(
                    format: .png,
                    bytes: prompt.question.id == "q1" ? OwnTable.pixels : [1, 2, 3])
            }
        }
        let server = try Self.server()
        let policy = try await EndpointPolicy(
            PeerEndpoint.settings(server, model: "language.gguf"), prompts: PeerEndpoint.prompts,
            pictures: Broken(), seed: Seed(3))
        let outcomes = try await policy.draw([DrawRequest(prompt: 3, draws: 0..<1)])
        guard case .missing(let reason, _) = outcomes[0].result else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(reason == "http_400")
    }
}

import Records
import Rollouts
import TestSupport
import Testing

/// `transformers serve` with a tiny model of random weights: a server that takes `n` and sampling
/// settings and does nothing with them.
@Suite(.enabled(if: Peers.isThere(Peers.serve, for: "a real server that does not sample")))
struct TransformersServeTests {
    @Test func `it is refused, since it does not sample`() async throws {
        let folder = try TemporaryFolder()
        _ = try Peers.run("tiny_llava", [folder.path, "0"], in: Peers.serve)
        let python = try #require(Peers.serve)
        let program = python.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
        let server = try PeerServer { port in
            [
                "env", "OMP_NUM_THREADS=1", "HF_HUB_OFFLINE=1", "\(program)/transformers", "serve",
                folder.path, "--device", "cpu", "--port", port,
            ]
        }
        var settings = PeerEndpoint.settings(server, model: folder.path)
        settings.requestTimeout = .seconds(120)
        let fault = await #expect(throws: Fault.self) { try await PeerEndpoint.policy(settings) }
        #expect(fault?.message.contains("does not sample") == true, "\(String(describing: fault))")
    }
}

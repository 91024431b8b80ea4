import Records
import Storage
import Testing

extension EndToEnd {
    /// The settings that docs/rollouts.md shows are read without an error.
    @Suite struct DocumentedPoliciesTests {
        private static func blocks() throws -> [String] {
            let bytes = try FileSystem.read("\(Binary.packageRoot)/docs/rollouts.md")
            return String(decoding: bytes, as: UTF8.self).split(separator: "```yaml\n").dropFirst()
                .compactMap { $0.split(separator: "```").first.map { String($0) } }
        }

        @Test func `there are blocks of policies and of stages`() throws {
            let blocks = try Self.blocks()
            #expect(blocks.count { $0.hasPrefix("policy:") } == 3)
            #expect(blocks.count { $0.hasPrefix("stages:") } == 2)
        }

        @Test(arguments: try blocks())
        func `a block is a part of a manifest that can be planned`(block: String) async throws {
            let repository = try SmallRepository()
            let endpoint =
                "policy: {kind: endpoint, endpoint: {model: m, servers: [http://127.0.0.1:9/v1]}}\n"
            // Nobody looks at verdicts while a batch is answered.
            let stages = block.contains("kind: batch") ? "stages: {rollouts: {stop: none}}\n" : ""
            try repository.write(
                "name: shown\npipeline: pass-rates\ndatasets: [shapes]\n"
                    + (block.hasPrefix("policy:") ? stages : endpoint) + block,
                to: "manifests/shown.yaml")
            try repository.write("", to: "manifests/rollout_results.jsonl")
            let end = try await repository.pipeline("plan", "manifests/shown.yaml")
            #expect(end.status == 0, "\(block)\n\(end.errors)")
        }
    }
}

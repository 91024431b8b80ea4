import Storage
import Testing

extension EndToEnd {
    /// What docs/rewards.md and docs/evaluation.md show is read without an error.
    @Suite struct DocumentedRewardsTests {
        private static func blocks(_ language: String) throws -> [String] {
            try ["rewards", "evaluation"].flatMap { name in
                let bytes = try FileSystem.read("\(Binary.packageRoot)/docs/\(name).md")
                return String(decoding: bytes, as: UTF8.self)
                    .split(separator: "```\(language)\n").dropFirst()
                    .compactMap { $0.split(separator: "```").first.map { String($0) } }
            }
        }

        @Test func `every block is known to this suite`() throws {
            #expect(try Self.blocks("yaml").count == 6)
            #expect(try Self.blocks("python").count == 1)
        }

        @Test func `what a manifest lays over a handed-off reward is laid over it`() async throws {
            let bytes = try FileSystem.read("\(Binary.packageRoot)/docs/handoff.md")
            let block = try #require(
                String(decoding: bytes, as: UTF8.self).split(separator: "```yaml\n")
                    .first { $0.contains("# Over keywords 0.7") }?.split(separator: "```").first)
            let repository = try SmallRepository()
            try repository.write(String(block), to: "reward.yaml")
            let end = try await repository.pipeline(
                "plan", "manifests/hand-off.yaml", "--params", "reward.yaml", "--json")
            #expect(end.status == 0, "\(block)\n\(end.errors)")
        }

        @Test(arguments: try blocks("yaml"))
        func `a block is a part of a manifest that can be planned`(block: String) async throws {
            let repository = try SmallRepository()
            let policy = try #require(
                try repository.read("manifests/quickstart.yaml").split(separator: "\npolicy:").last)
            try repository.write(
                "name: shown\npipeline: pebr-r1\ndatasets: [shapes]\npolicy:"
                    + (policy.split(separator: "\nstages:").first ?? "") + "\n" + block,
                to: "manifests/shown.yaml")
            let end = try await repository.pipeline("plan", "manifests/shown.yaml")
            // A key that the manifest names is looked for when the stage runs.
            #expect(end.status == 0, "\(block)\n\(end.errors)")
        }
    }
}

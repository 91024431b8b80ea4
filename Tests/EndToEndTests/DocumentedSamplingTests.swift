import Records
import Storage
import Testing

extension EndToEnd {
    /// The settings that docs/sampling.md shows are read without an error.
    @Suite struct DocumentedSamplingTests {
        private static func blocks() throws -> [String] {
            let bytes = try FileSystem.read("\(Binary.packageRoot)/docs/sampling.md")
            return String(decoding: bytes, as: UTF8.self).split(separator: "```yaml\n").dropFirst()
                .compactMap { $0.split(separator: "```").first.map { String($0) } }
        }

        private static func isTrainer(_ block: String) -> Bool { block.hasPrefix("temperature:") }

        @Test func `there are blocks of stages, of policies and of a trainer`() throws {
            let blocks = try Self.blocks()
            #expect(blocks.count == 4)
            #expect(blocks.count { $0.hasPrefix("stages:") } == 2)
            #expect(blocks.contains { $0.hasPrefix("policies:") })
            #expect(blocks.count(where: Self.isTrainer) == 1)
        }

        @Test(arguments: try blocks().filter { !isTrainer($0) })
        func `a block is a part of a manifest that can be planned`(block: String) async throws {
            let repository = try SmallRepository()
            let quickstart = try repository.read(SmallRepository.manifest)
            let own = try #require(quickstart.split(separator: "\nstages:").first)
            try repository.write(String(own) + "\n" + block, to: "manifests/shown.yaml")
            let end = try await repository.pipeline("plan", "manifests/shown.yaml")
            #expect(end.status == 0, "\(block)\n\(end.errors)")
        }

        @Test func `parity tells what a trainer does otherwise, and for how many questions`()
            async throws
        {
            let repository = try SmallRepository()
            let workspace = repository.workspace()
            try await repository.run(in: workspace, ["--until", "rollouts", "--quiet"])
            let trainer = try #require(try Self.blocks().first(where: Self.isTrainer))
            try repository.write(trainer, to: "trainer.yaml")
            let place = ["--workspace", workspace.root]
            let end = try await repository.start(
                ["parity", "quickstart", "--training", "trainer.yaml", "--json"] + place
            ).wait()
            try #require(end.status == 0, "\(end.errors)")
            let result = try JSONReader.parse(Array(end.output.utf8), file: "parity")
            let findings = try #require(result.arrayValue?.first?["findings"]?.arrayValue)
            func affected(_ setting: String) -> Int? {
                findings.first { $0["setting"]?.stringValue == setting }?["affected"]?.integerValue
            }
            #expect(affected("temperature") == 48)
            #expect(affected("top_p") == 48)
            // Boards of 48 x 48 pixels become 56 x 56.
            #expect(affected("picture_size") == 48)
            #expect(affected("grader") != nil)
            #expect(affected("response_tokens") != nil)

            let own = try await repository.start(["parity", "quickstart"] + place).wait()
            #expect(own.status == 0, "\(own.errors)")
            #expect(own.output.contains("drawn as the trainer draws"))
            try repository.write("temperatur: 1\n", to: "wrong.yaml")
            let wrong = try await repository.start(
                ["parity", "quickstart", "--training", "wrong.yaml"] + place
            ).wait()
            #expect(wrong.status == 65)
            #expect(wrong.errors.contains("did you mean `temperature`?"))
        }
    }
}

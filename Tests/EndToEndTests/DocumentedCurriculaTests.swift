import Records
import Storage
import Testing

extension EndToEnd {
    /// The curricula that docs/curricula.md shows are read without an error.
    @Suite struct DocumentedCurriculaTests {
        private static func blocks() throws -> [String] {
            let bytes = try FileSystem.read("\(Binary.packageRoot)/docs/curricula.md")
            return String(decoding: bytes, as: UTF8.self).split(separator: "```yaml\n").dropFirst()
                .compactMap { $0.split(separator: "```").first.map { String($0) } }
        }

        @Test func `there are a curriculum and a control`() throws {
            let blocks = try Self.blocks()
            #expect(blocks.count == 2)
            #expect(blocks.last?.contains("sample: control") == true)
        }

        @Test(arguments: try blocks())
        func `a block is a part of a manifest that can be planned`(block: String) async throws {
            let repository = try SmallRepository()
            let boards = try repository.read("datasets/shapes.yaml")
                .replacing("name: shapes\n", with: "name: boards\n", maxReplacements: 1)
            try repository.write(boards, to: "datasets/boards.yaml")
            let policy = try #require(
                try repository.read("manifests/quickstart.yaml").split(separator: "\npolicy:").last)
            try repository.write(
                "name: shown\npipeline: pebr-r1\ndatasets: [shapes, boards]\npolicy:"
                    + (policy.split(separator: "\nstages:").first ?? "") + "\n" + block
                    + (block.contains("name: coarse") ? "" : Self.otherPhases),
                to: "manifests/shown.yaml")
            let end = try await repository.pipeline("plan", "manifests/shown.yaml")
            #expect(end.status == 0, "\(block)\n\(end.errors)")
        }

        /// The pipeline's stages train phases of other names.
        private static let otherPhases = """
              coarse: {phase: perception}
              fine: {phase: perception}

            """
    }
}

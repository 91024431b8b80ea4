import Records
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// The pipeline that `docs/pipelines.md` shows does what the text says.
    @Suite struct DocumentedPipelineTests {
        private static func blocks() throws -> [String] {
            let bytes = try FileSystem.read("\(Binary.packageRoot)/docs/pipelines.md")
            let parts = String(decoding: bytes, as: UTF8.self).split(separator: "```yaml\n")
            return parts.dropFirst().compactMap { part in
                part.split(separator: "```", maxSplits: 1).first.map { String($0) }
            }
        }

        @Test func `the documented pipeline runs, and a changed file runs one unit again`()
            async throws
        {
            let blocks = try Self.blocks()
            try #require(blocks.count == 2)
            let folder = try TemporaryFolder("documented")
            func write(_ text: String, to path: String) throws {
                try FileSystem.write(Array(text.utf8), to: "\(folder.path)/\(path)")
            }
            func words() throws -> String {
                String(
                    decoding: try FileSystem.read("\(folder.path)/out/all.words"), as: UTF8.self)
            }
            for shelf in ["pipelines", "manifests", "texts"] {
                try FileSystem.createFolder("\(folder.path)/\(shelf)")
            }
            try write(blocks[0], to: "pipelines/words.yaml")
            try write(blocks[1], to: "manifests/words.yaml")
            try write("tr ' ' '\\n' < \"$1\" > \"$2\"; echo x >> runs", to: "count.sh")
            for (text, result, count) in [
                ("red green", "blue\ngreen\nred\n", 2), ("red grey", "blue\ngreen\ngrey\nred\n", 3),
                ("red grey", "blue\ngreen\ngrey\nred\n", 3),
            ] {
                try write(text + "\n", to: "texts/a.txt")
                try write("green blue\n", to: "texts/b c.txt")
                let end = try await Subprocess(
                    [Binary.path, "run", "manifests/words.yaml"], in: folder.path
                ).wait()
                #expect(end.status == 0, "\(end.errors)")
                #expect(try words() == result)
                #expect(try FileSystem.read("\(folder.path)/runs").count == 2 * count)
            }
        }
    }
}

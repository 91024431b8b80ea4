import Records
import Storage
import Testing

extension EndToEnd {
    /// The YAML that the README shows is read without an error, and the error that it shows is the one
    /// that is printed.
    @Suite struct DocumentedYAMLTests {
        /// The README's blocks of a language.
        private static func blocks(_ language: String) throws -> [String] {
            let bytes = try FileSystem.read("\(Binary.packageRoot)/README.md")
            let text = String(decoding: bytes, as: UTF8.self)
            var result: [String] = []
            var block: String?
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                if let current = block {
                    if line == "```" { result.append(current) }
                    block = line == "```" ? nil : current + line + "\n"
                } else if line == "```\(language)" {
                    block = ""
                }
            }
            return result
        }

        private static func block(startingWith start: String) throws -> String {
            try #require(try blocks("yaml").first { $0.hasPrefix(start) }, "no block \(start)")
        }

        @Test func `every block of YAML is known to this suite`() throws {
            #expect(try Self.blocks("yaml").count == 2)
        }

        @Test func `the manifest is one`() async throws {
            let repository = try SmallRepository()
            try repository.write(
                try Self.block(startingWith: "name: quickstart\n"), to: "manifests/x.yaml")
            let end = try await repository.pipeline("plan", "manifests/x.yaml")
            #expect(end.status == 0, "\(end.errors)")
        }

        @Test func `the data set is one`() async throws {
            let repository = try SmallRepository()
            let root = try SmallEasyVQA.add(to: repository)
            try repository.write(
                try Self.block(startingWith: "name: easy-vqa\n"), to: "datasets/easy-vqa.yaml")
            let end = try await repository.pipeline(
                "plan", "manifests/easy-vqa.yaml", "--set", "data_root=\(root)")
            #expect(end.status == 0, "\(end.errors)")
        }

        @Test func `the error is the one that is printed`() async throws {
            let repository = try SmallRepository()
            let manifest = try Self.block(startingWith: "name: quickstart\n")
            try repository.write(manifest, to: "manifests/x.yaml")
            try repository.replace("rollouts:", with: "rolouts:", in: "manifests/x.yaml")
            let end = try await repository.pipeline("plan", "manifests/x.yaml")
            #expect(end.status == 65)
            let readme = String(
                decoding: try FileSystem.read("\(Binary.packageRoot)/README.md"), as: UTF8.self)
            let lines = end.errors.split(separator: "\n").prefix(4)
            #expect(lines.first?.hasPrefix("manifests/x.yaml:") == true, "\(end.errors)")
            for line in lines {
                #expect(readme.contains("\n    \(line)\n"), "\(line)")
            }
        }
    }
}

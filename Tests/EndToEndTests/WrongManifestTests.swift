import Records
import Storage
import Testing

extension EndToEnd {
    /// What is wrong with a manifest is said before anything is written.
    @Suite struct WrongManifestTests {
        @Test(arguments: ["run", "plan"])
        func `every error is shown at once with its place, and nothing is written`(
            command: String
        ) async throws {
            let repository = try SmallRepository()
            try repository.write(
                """
                name: wrong
                pipelin: pebr-r1
                pipeline: pebr-r1
                datasets: [shape]
                seed: many
                stages:
                  ingest: {shard_sizes: 3}
                  warm-up: {steps: -5}

                """, to: "manifests/wrong.yaml")
            let before = Tree.files(under: repository.root)
            let end = try await repository.pipeline(command, "manifests/wrong.yaml")
            #expect(end.status == 65)
            #expect(end.output.isEmpty)
            for expected in [
                "manifests/wrong.yaml:2:1: error: ", "manifests/wrong.yaml:4:12: error: ",
                "manifests/wrong.yaml:5:7: error: ", "manifests/wrong.yaml:7:12: error: ",
                "manifests/wrong.yaml:8:20: error: ",
                "did you mean `pipeline`?", "did you mean `shapes`?", "did you mean `shard_size`?",
            ] {
                #expect(end.errors.contains(expected), "\(expected) in\n\(end.errors)")
            }
            let lines = end.errors.split(separator: "\n")
            let source = try #require(lines.firstIndex { $0.hasSuffix("{shard_sizes: 3}") })
            let column = try #require(lines[source].range(ofFirst: "shard_sizes"))
            #expect(lines[source + 1].firstColumn(of: "^") == column)
            #expect(Tree.files(under: repository.root) == before)
            #expect(try FileSystem.status("\(repository.root)/.pipeline") == nil)
        }

        @Test func `a manifest that is not there is an error with its path`() async throws {
            let repository = try SmallRepository()
            let end = try await repository.pipeline("run", "manifests/none.yaml")
            #expect(end.status == 66)
            #expect(end.errors.contains("manifests/none.yaml"))
            #expect(try FileSystem.status("\(repository.root)/.pipeline") == nil)
        }

        @Test func `a wrong value on the command line is an error with a remedy`() async throws {
            let repository = try SmallRepository()
            let end = try await repository.pipeline(
                "run", SmallRepository.manifest, "--set", "stages.warm-up.step=3")
            #expect(end.status == 65)
            #expect(end.errors.contains("did you mean `steps`?"), "\(end.errors)")
            #expect(try FileSystem.status("\(repository.root)/.pipeline") == nil)
        }
    }
}

extension Substring {
    /// The column at which a text starts first.
    fileprivate func range(ofFirst text: String) -> Int? {
        indices.first { self[$0...].hasPrefix(text) }.map { distance(from: startIndex, to: $0) }
    }

    fileprivate func firstColumn(of character: Character) -> Int? {
        firstIndex(of: character).map { distance(from: startIndex, to: $0) }
    }
}

import Glibc
import Records
import Storage
import Testing

extension EndToEnd {
    /// Every command that the documentation shows does what it is shown to do: it ends well.
    @Suite struct DocumentedCommandsTests {
        /// A repository in which the small quickstart has been run.
        private struct Place: Sendable {
            let repository: SmallRepository
            let easyVQA: String
            let dataSets: String

            static let task = Task { () async throws -> Place in
                let repository = try SmallRepository()
                let easyVQA = try SmallEasyVQA.add(to: repository)
                for name in ["pipeline", "bin/pipeline"] {
                    try FileSystem.createFolder("\(repository.root)/bin")
                    #expect(symlink(Binary.path, "\(repository.root)/\(name)") == 0)
                }
                try await repository.run(in: repository.workspace())
                // There is something to inspect.
                let ingested = try await repository.pipeline(
                    "ingest", "datasets/shapes.yaml", "--out", "shapes-shards")
                #expect(ingested.status == 0, "\(ingested.errors)")
                return Place(
                    repository: repository, easyVQA: easyVQA,
                    dataSets: try SmallDataSets.add(to: repository))
            }
        }

        @Test(arguments: try DocumentedCommand.all())
        func `a documented command ends well`(command: DocumentedCommand) async throws {
            let place = try await Place.task.value
            let root = place.repository.root
            // There is something to resume.
            if command.text.contains(" resume ") {
                try FileSystem.remove("\(root)/.pipeline/store/evaluate")
            }
            let path = "PATH=\(root)/bin:\(Binary.environment("PATH") ?? "/usr/bin:/bin")"
            let line = try command.shell(
                easyVQA: place.easyVQA, dataSets: place.dataSets)
            let end = try await Subprocess(
                [path, "bash", "-o", "pipefail", "-c", line], in: root
            ).wait()
            #expect(end.status == 0, "\(command.place): \(line)\n\(end.errors)")
        }

        @Test func `the README shows every subcommand`() throws {
            let commands = try DocumentedCommand.all().filter { $0.place.hasPrefix("README.md:") }
            #expect(commands.count >= 4)
            let used = Set(commands.compactMap { $0.text.split(separator: " ").dropFirst().first })
            for subcommand in [
                "run", "plan", "explain", "status", "runs", "diff", "logs", "verify", "gc",
                "doctor", "new", "schema", "ingest", "inspect", "grade",
            ] {
                #expect(used.contains(Substring(subcommand)), "\(subcommand)")
            }
        }

        @Test func `commands are found in shell blocks, continuation lines joined`() {
            let text = """
                pipeline outside
                ```sh
                ./pipeline run a \\
                    --jobs 2
                pipeline-bench
                # pipeline comment
                pipeline status
                ```
                ```yaml
                pipeline: x
                ```
                """
            let found = DocumentedCommand.commands(
                in: text.split(separator: "\n", omittingEmptySubsequences: false), "x.md",
                isMarkdown: true)
            #expect(found.map(\.text) == ["./pipeline run a --jobs 2", "pipeline status"])
            #expect(found.map(\.place) == ["x.md:3", "x.md:7"])
        }
    }
}

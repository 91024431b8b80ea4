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

        /// Subcommands that need a run in a certain state: the README names them, a guide shows them.
        private static let shownInGuides: Set<Substring> = [
            "resume", "regrade", "resample", "parity",
        ]
        /// What cannot be shown by a line alone: it needs a run that another process works on, what a
        /// trainer's reward module sends, the folder of an exported phase (`ExportTests` and
        /// `RewardServerTests` have one), a browser (`BrowserTests`), units that were sent to a cluster (`SlurmRunTests`), or
        /// a stage of which something is missing (`ExportJobsTests`).
        private static let onlyNamed: Set<Substring> = [
            "cancel", "score", "reward-server", "serve", "checkpoints", "unit", "export-jobs",
        ]

        @Test func `the README names and shows every subcommand`() async throws {
            let help = try await Subprocess([Binary.path, "--help"], in: "/").wait()
            #expect(help.status == 0, "\(help.errors)")
            let subcommands = help.output.split(separator: "\n", omittingEmptySubsequences: false)
                .drop { $0 != "SUBCOMMANDS:" }.dropFirst().prefix { !$0.isEmpty }
                .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
                .compactMap { $0.split(separator: " ").first }
            #expect(subcommands.contains("run") && subcommands.contains("schema"))

            let readme = String(
                decoding: try FileSystem.read("\(Binary.packageRoot)/README.md"), as: UTF8.self)
            let rows = readme.split(separator: "\n").filter { $0.hasPrefix("| `pipeline ") }
            let named = Set(rows.compactMap { $0.split { " `".contains($0) }.dropFirst(2).first })
            let commands = try DocumentedCommand.all()
            func shown(_ isCounted: (DocumentedCommand) -> Bool) -> Set<Substring> {
                Set(
                    commands.filter(isCounted)
                        .compactMap { $0.text.split(separator: " ").dropFirst().first })
            }
            let inREADME = shown { $0.place.hasPrefix("README.md:") }
            let anywhere = shown { _ in true }
            for subcommand in subcommands {
                #expect(named.contains(subcommand), "\(subcommand)")
                if DocumentedCommandsTests.onlyNamed.contains(subcommand) { continue }
                let isGuides = DocumentedCommandsTests.shownInGuides.contains(subcommand)
                #expect((isGuides ? anywhere : inREADME).contains(subcommand), "\(subcommand)")
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

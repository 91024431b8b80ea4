import Engine
import Records
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// What the commands print, where, and how they end.
    @Suite struct OutputTests {
        @Test func `--json prints the event stream and nothing else`() async throws {
            let reference = try await ReferenceRun.shared
            let workspace = reference.repository.workspace("json")
            let end = try await reference.repository.run(in: workspace, ["--json"])
            let lines = end.output.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.last == "")
            var events: [Event] = []
            for line in lines.dropLast() {
                events.append(
                    try Event(json: try JSONReader.parse(Array(line.utf8), file: "output")))
            }
            #expect(events.first?.kind == .runStarted)
            #expect(events.last?.kind == .runFinished)
            #expect(events == (try workspace.events("quickstart")))
            #expect(
                events.filter { $0.kind == .stageFinished }.compactMap(\.stage)
                    == SmallRepository.stages)
        }

        @Test func `the summary is on standard output and progress is not`() async throws {
            let end = try await ReferenceRun.shared.end
            for text in [
                "warm-up", "easy", "medium", "hard", "held-out accuracy", "after reasoning",
                "runs/quickstart",
            ] {
                #expect(end.output.contains(text), "\(text) in\n\(end.output)")
            }
            #expect(!end.output.contains("[1/10]"))
            #expect(end.errors.contains("[1/10] ingest"), "\(end.errors)")
            #expect(!(end.output + end.errors).contains("\u{1B}"))
        }

        @Test func `nothing is left to do after a run`() async throws {
            let reference = try await ReferenceRun.shared
            // A workspace may be moved: links in it are relative.
            let workspace = reference.repository.workspace("again")
            try await reference.repository.run(in: workspace)
            let before = workspace.receipts
            let end = try await reference.repository.run(in: workspace)
            #expect(workspace.receipts == before)
            #expect(
                try workspace.lastSession("quickstart").filter { $0.kind == .stageCached }
                    .compactMap(\.stage) == SmallRepository.stages)
            #expect(end.wall < .seconds(2))
            OutputLine.say("a run in which nothing is left to do took \(end.wall)")
        }

        @Test func `plan shows what will run, and writes nothing`() async throws {
            let repository = try SmallRepository()
            let before = Tree.files(under: repository.root)
            let text = try await repository.pipeline("plan", SmallRepository.manifest)
            #expect(text.status == 0, "\(text.errors)")
            for stage in SmallRepository.stages { #expect(text.output.contains(stage)) }
            #expect(text.output.contains("10 stages will run"))
            let json = try await repository.pipeline("plan", SmallRepository.manifest, "--json")
            let value = try JSONReader.parse(Array(json.output.utf8), file: "plan")
            #expect(value["run"]?.stringValue == "quickstart")
            let stages = try #require(value["stages"]?.arrayValue)
            #expect(stages.compactMap { $0["name"]?.stringValue } == SmallRepository.stages)
            #expect(stages.allSatisfy { $0["state"]?.stringValue == "will_run" })
            #expect(Tree.files(under: repository.root) == before)
            #expect(try FileSystem.status("\(repository.root)/.pipeline") == nil)
        }

        @Test func `plan and status tell of a finished run`() async throws {
            let reference = try await ReferenceRun.shared
            let repository = reference.repository
            let plan = try await repository.pipeline("plan", SmallRepository.manifest)
            #expect(plan.output.contains("nothing to do"), "\(plan.output)")
            let all = try await repository.pipeline("status")
            #expect(all.output.contains("quickstart: done, 10 of 10 stages done"))
            let one = try await repository.pipeline("status", "quickstart", "--json")
            let value = try JSONReader.parse(Array(one.output.utf8), file: "status")
            let run = try #require(value["runs"]?.arrayValue?.first)
            #expect(run["state"]?.stringValue == "done")
            #expect(run["stages"]?.arrayValue?.count == SmallRepository.stages.count)
            let unknown = try await repository.pipeline("status", "nothing")
            #expect(unknown.status == 66)
            #expect(unknown.errors.contains("`quickstart`"), "\(unknown.errors)")
        }

        @Test(arguments: ["manifest", "pipeline", "dataset"])
        func `schema prints what the editor's files hold`(kind: String) async throws {
            let repository = try await ReferenceRun.shared.repository
            let end = try await repository.pipeline("schema", kind)
            #expect(end.status == 0)
            _ = try JSONReader.parse(Array(end.output.utf8), file: kind)
            let shipped = "\(Binary.packageRoot)/docs/schema/\(kind).schema.json"
            #expect(Array(end.output.utf8) == (try FileSystem.read(shipped)))
        }

        struct Usage: Sendable {
            var arguments: [String]
            var status: Int32
            var output = ""
            var errors = ""
        }

        @Test(arguments: [
            Usage(arguments: ["--version"], status: 0, output: "0."),
            Usage(arguments: ["--help"], status: 0, output: "USAGE: pipeline"),
            Usage(arguments: ["run", "--help"], status: 0, output: "USAGE: pipeline run"),
            Usage(arguments: [], status: 0, output: "USAGE: pipeline"),
            Usage(arguments: ["--unknown"], status: 64, errors: "--unknown"),
            Usage(arguments: ["unknown"], status: 64, errors: "unknown"),
            Usage(arguments: ["run"], status: 64, errors: "manifest"),
            Usage(arguments: ["run", "m.yaml", "--unknown"], status: 64, errors: "--unknown"),
            Usage(arguments: ["run", "m.yaml", "--jobs", "0"], status: 64, errors: "--jobs"),
            Usage(
                arguments: ["run", "m.yaml", "--set", "a"], status: 64, errors: "field.path=value"),
            Usage(arguments: ["schema", "unknown"], status: 64, errors: "dataset"),
        ])
        func `usage errors end with 64, help with 0`(usage: Usage) async throws {
            let repository = try await ReferenceRun.shared.repository
            let end = try await repository.start(usage.arguments).wait()
            #expect(end.status == usage.status)
            #expect(end.output.contains(usage.output), "\(end.output)")
            #expect(end.errors.contains(usage.errors), "\(end.errors)")
            #expect(end.status == 0 || end.output.isEmpty)
        }
    }
}

import ArgumentParser
import Engine
import Terminal
import Testing

@testable import Commands

/// What the words of a command line become.
@Suite struct CommandLineTests {
    @Test func `a value is everything after the first equals sign`() throws {
        let command = try #require(
            try PipelineCommand.parseAsRoot(
                ["run", "m.yaml", "--set", "a.b=c=d", "--set", "e=", "--jobs", "3", "--json"])
                as? RunCommand)
        #expect(command.manifest.manifest == "m.yaml")
        #expect(command.manifest.values.overrides.map(\.path) == ["a.b", "e"])
        #expect(command.manifest.values.overrides.map(\.value) == ["c=d", ""])
        #expect(command.options.jobs == 3)
        #expect(command.options.json)
        #expect(!command.options.quiet)
    }

    @Test func `what a run was begun with is given again as it was`() {
        let origin = RunOrigin(
            manifestPath: "/m.yaml", workingFolder: "/",
            parameters: [.init(path: "p.yaml", text: "seed: 1")],
            overrides: [.init(path: "name", value: "e"), .init(path: "a.b", value: "c=d")],
            lockedManifest: "")
        #expect(
            origin.words == ["--params", "p.yaml", "--set", "name=e", "--set", "a.b=c=d"])
    }

    @Test func `a value may start with a dash`() throws {
        let command = try #require(
            try PipelineCommand.parseAsRoot(["plan", "m.yaml", "--set", "seed=-1"])
                as? PlanCommand)
        #expect(command.manifest.values.overrides.map(\.value) == ["-1"])
    }

    @Test func `an empty folder for the result is refused, before it becomes the root`() throws {
        #expect(throws: (any Error).self) {
            try PipelineCommand.parseAsRoot(["ingest", "d.yaml", "--out", ""])
        }
        _ = try PipelineCommand.parseAsRoot(["ingest", "d.yaml", "--out", "."])
    }

    @Test func `a part of a run is chosen by options`() throws {
        let command = try #require(
            try PipelineCommand.parseAsRoot(
                ["run", "m.yaml", "--until", "labels", "--keep-going", "--verify"])
                as? RunCommand)
        #expect(
            command.selection.selection == RunSelection(keepsGoing: true, until: "labels"))
        #expect(command.selection.verify)
        let resume = try #require(
            try PipelineCommand.parseAsRoot(["resume", "r", "--only", "labels"])
                as? ResumeCommand)
        #expect(resume.selection.selection == RunSelection(only: "labels"))
        #expect(!resume.selection.verify)
    }

    @Test(arguments: [("90m", 5400), ("12h", 43_200), ("30d", 2_592_000), ("2w", 1_209_600)])
    func `an age is a number and a unit`(text: String, seconds: Int) throws {
        let command = try #require(
            try PipelineCommand.parseAsRoot(["gc", "--older-than", text]) as? CollectCommand)
        #expect(command.olderThan?.seconds == seconds)
    }

    @Test(arguments: [
        "status -- positional@0", "cancel -- positional@0", "resume -- positional@0",
        "regrade -- positional@0", "resample -- positional@0", "parity -- positional@0",
        "verify -- positional@0", "diff -- positional@0", "diff -- positional@1", "logs -- --run",
        "logs -- positional@0", "explain -- positional@0", "run -- --until", "run -- --only",
        "resume -- --until", "resume -- --only",
    ])
    func `what names a run or a stage is completed from the workspace`(argument: String) {
        let script = PipelineCommand.completionScript(for: .bash)
        #expect(script.contains("---completion \(argument) "))
    }

    struct Shown: Sendable {
        var arguments: [String]
        var isForPrograms = false
        /// What shows the run to a person; nothing if nobody does.
        var renderer: String?
    }

    @Test(arguments: [
        Shown(arguments: ["--progress", "tty"], renderer: "LiveRenderer"),
        Shown(arguments: ["--progress", "plain"], renderer: "PlainRenderer"),
        Shown(arguments: ["--progress", "none"]),
        Shown(arguments: ["--progress", "json"], isForPrograms: true),
        Shown(arguments: ["--json"], isForPrograms: true),
        Shown(arguments: ["--json", "--progress", "json"], isForPrograms: true),
        Shown(arguments: ["--quiet"], renderer: "PlainRenderer"),
        Shown(arguments: ["--quiet", "--progress", "none"], renderer: "PlainRenderer"),
    ])
    func `progress is shown as asked`(shown: Shown) throws {
        let command = try #require(
            try PipelineCommand.parseAsRoot(["run", "m.yaml"] + shown.arguments) as? RunCommand)
        #expect(command.options.printsJSON == shown.isForPrograms)
        let renderer = command.options.renderer()
        defer { renderer?.close() }
        #expect(renderer.map { "\(type(of: $0))" } == shown.renderer)
    }

    struct Case: Sendable {
        var arguments: [String]
        var message: String
    }

    @Test(arguments: [
        Case(arguments: ["run"], message: "Missing expected argument '<manifest>'"),
        Case(arguments: ["run", "m", "--set", "=3"], message: "is not of the form"),
        Case(arguments: ["run", "m", "--set", "x"], message: "is not of the form"),
        Case(arguments: ["run", "m", "--jobs", "0"], message: "--jobs must be between 1 and"),
        Case(arguments: ["run", "m", "--jobs", "100000"], message: "not 100000"),
        Case(arguments: ["run", "m", "--jobs", "two"], message: "'two' is invalid"),
        Case(
            arguments: ["run", "m", "--json", "--progress", "tty"],
            message: "--json contradicts --progress tty"),
        Case(
            arguments: ["run", "m", "--quiet", "--progress", "json"],
            message: "--quiet contradicts --progress json"),
        Case(arguments: ["run", "m", "--progress", "loud"], message: "'loud' is invalid"),
        Case(arguments: ["run", "m", "--color", "red"], message: "'red' is invalid"),
        Case(arguments: ["run", "m", "n"], message: "Unexpected argument 'n'"),
        Case(
            arguments: ["run", "m", "--until", "a", "--only", "b"],
            message: "--until and --only exclude each other"),
        Case(arguments: ["gc"], message: "--keep-runs N or --older-than AGE"),
        Case(arguments: ["gc", "--dry-run"], message: "--keep-runs N or --older-than AGE"),
        Case(
            arguments: ["gc", "--keep-runs", "1", "--older-than", "1d"],
            message: "--keep-runs N or --older-than AGE"),
        Case(arguments: ["gc", "--keep-runs=-1"], message: "at least 0, not -1"),
        Case(arguments: ["gc", "--older-than", "1"], message: "such as 30d"),
        Case(arguments: ["gc", "--older-than", "99999999999w"], message: "such as 30d"),
        Case(arguments: ["logs"], message: "Missing expected argument '<stage[/unit]>'"),
        Case(arguments: ["logs", "s", "--tail=-1"], message: "at least 0, not -1"),
        Case(arguments: ["cancel", "--wait=-1"], message: "between 0 and 86400 seconds"),
        Case(arguments: ["verify", "r", "--all"], message: "name a run or give --all"),
        Case(arguments: ["schema", "x"], message: "'x' is invalid"),
        Case(
            arguments: ["inspect", "x", "--rows", "1001"], message: "between 0 and 1000, not 1001"),
    ])
    func `a wrong command line is the parser's to explain`(test: Case) throws {
        let error = #expect(throws: (any Error).self) {
            try PipelineCommand.parseAsRoot(test.arguments)
        }
        let thrown = try #require(error)
        #expect(PipelineCommand.fullMessage(for: thrown).contains(test.message))
        #expect(PipelineCommand.exitCode(for: thrown).rawValue == 64)
        #expect(CommandFailure(rendering: thrown) == nil)
    }
}

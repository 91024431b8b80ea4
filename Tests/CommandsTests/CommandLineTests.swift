import ArgumentParser
import Engine
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

    @Test func `a value may start with a dash`() throws {
        let command = try #require(
            try PipelineCommand.parseAsRoot(["plan", "m.yaml", "--set", "seed=-1"])
                as? PlanCommand)
        #expect(command.manifest.values.overrides.map(\.value) == ["-1"])
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
        Case(arguments: ["run", "m", "n"], message: "Unexpected argument 'n'"),
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

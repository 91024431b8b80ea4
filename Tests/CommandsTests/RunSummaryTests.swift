import Engine
import Glibc
import Records
import Storage
import Testing

@testable import Terminal

/// What a run shows at its end, and what it prints while it goes.
@Suite struct RunSummaryTests {
    @Test func `the summary shows stages, sentences, rejects and where the run is`() async throws {
        let scratch = try ScratchFolder()
        var stage = ScriptedStage("first")
        stage.units = ["a", "b"]
        stage.details = ["summary": ["2 units"]]
        stage.notices = ["two splits share a picture"]
        let result = try await scratch.run([stage])
        let text = RunSummary.text(result)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0].hasPrefix("stage  state  units  in  out  rejects"))
        #expect(lines[1].hasPrefix("first  done       2   4    2        2"))
        #expect(lines[1].hasSuffix(result.stages[0].artifact.folder))
        #expect(
            lines.dropFirst(3).prefix(5) == [
                "first", "  2 units", "  notice: two splits share a picture", "  rejected 2: odd",
                "",
            ])
        #expect(text.hasSuffix("\(scratch.workspace.run("small").path)\n"))
        // Both units said it: once is enough.
        #expect(text.split(separator: "two splits share a picture").count == 2)
    }

    @Test func `what is printed is what is logged, byte for byte`() async throws {
        let scratch = try ScratchFolder()
        let path = "\(scratch.path)/output"
        let descriptor = open(path, O_WRONLY | O_CREAT, 0o644)
        defer { close(descriptor) }
        let printer = JSONLinesListener(stream: OutputStream(descriptor: descriptor))
        try await scratch.run([ScriptedStage("s")], listeners: [printer])
        let log = try FileSystem.read(scratch.workspace.run("small").eventsPath)
        #expect(try FileSystem.read(path) == log)
    }
}

import Records
import Testing

@testable import Commands

/// How faults end a process.
@Suite struct CommandFailureTests {
    struct Case: Sendable {
        var code: Fault.Code
        var status: Int32
    }

    @Test(arguments: [
        Case(code: .failedUnits, status: 1), Case(code: .workToDo, status: 2),
        Case(code: .usage, status: 64), Case(code: .badInput, status: 65),
        Case(code: .noInput, status: 66), Case(code: .unavailable, status: 69),
        Case(code: .internalError, status: 70), Case(code: .cannotCreate, status: 73),
        Case(code: .inputOutput, status: 74), Case(code: .tryAgain, status: 75),
        Case(code: .configuration, status: 78), Case(code: .interrupted, status: 130),
        Case(code: .terminated, status: 143),
    ])
    func `a fault's code decides the exit status`(test: Case) throws {
        let fault = Fault(test.code, "what was found", remedy: "what to do")
        let failure = try #require(CommandFailure(rendering: fault))
        #expect(failure.exitStatus == test.status)
        #expect(failure.text(in: .plain).contains("what was found"))
        #expect(failure.text(in: .plain).contains("what to do"))
    }

    @Test func `a fault with a place is shown with its line and a caret`() {
        let fault = Fault(
            .badInput, "not a number",
            location: SourceLocation(file: "m.yaml", line: 2, column: 7))
        let failure = CommandFailure(fault, sources: ["m.yaml": "name: x\nseed: many\n"])
        let lines = failure.text(in: .plain).split(separator: "\n")
        #expect(lines.first == "m.yaml:2:7: error: not a number")
        #expect(lines.contains { $0.hasSuffix("seed: many") })
        #expect(lines.contains { $0.hasSuffix("      ^") })
    }

    @Test(arguments: ["\r\n", "\r"])
    func `lines end as the reader of the file counts them`(end: String) {
        let fault = Fault(
            .badInput, "not a number",
            location: SourceLocation(file: "m.yaml", line: 2, column: 7))
        let source = "name: x" + end + "seed: many" + end
        let failure = CommandFailure(fault, sources: ["m.yaml": source])
        let lines = failure.text(in: .plain).split(separator: "\n")
        #expect(lines.contains { $0.hasSuffix("seed: many") })
        #expect(!lines.contains { $0.contains("name: x") })
    }

    @Test func `colour is added to the same words`() {
        let failure = CommandFailure(Fault(.badInput, "gone", remedy: "look"))
        #expect(failure.text(in: .plain) == "error: gone\n  help: look")
        #expect(
            failure.text(in: .coloured)
                == "\u{1B}[1;31merror:\u{1B}[0m gone\n  \u{1B}[36mhelp:\u{1B}[0m look")
    }

    @Test func `a place outside the text is shown without a line`() {
        let fault = Fault(
            .badInput, "gone", location: SourceLocation(file: "m.yaml", line: 9, column: 1))
        let failure = CommandFailure(fault, sources: ["m.yaml": "name: x\n"])
        #expect(failure.text(in: .plain) == "m.yaml:9:1: error: gone")
    }
}

import Testing

@testable import Records

@Suite("Faults as text")
struct FaultRendererTests {
    @Test("place, line, caret, cause and remedy")
    func whole() {
        let fault = Fault(
            .badInput, "unknown key `shard_sise`", remedy: "did you mean `shard_size`?",
            location: SourceLocation(file: "a.yaml", line: 12, column: 5), cause: "typo")
        #expect(
            FaultRenderer.render(fault, sourceLine: "    shard_sise: 1") == """
                a.yaml:12:5: error: unknown key `shard_sise`
                 12 |     shard_sise: 1
                    |     ^
                  cause: typo
                  help: did you mean `shard_size`?
                """)
    }

    @Test("control characters of a hostile file are shown, not obeyed")
    func controlCharacters() {
        #expect(FaultRenderer.printable("a\u{1B}[31mb\tc\u{9B}") == "a\\u{1b}[31mb\tc\\u{9b}")
    }

    @Test("nothing of a fault reaches the terminal as a control sequence")
    func hostileNames() {
        let escape = "\u{1B}]0;owned\u{7}"
        let text = FaultRenderer.render(
            Fault(
                .badInput, "the stage `\(escape)` is not known", remedy: "remove `\(escape)`",
                location: SourceLocation(file: escape, line: 1), cause: escape),
            sourceLine: escape)
        #expect(!text.unicodeScalars.contains("\u{1B}") && !text.unicodeScalars.contains("\u{7}"))
        #expect(text.contains("\\u{1b}]0;owned\\u{7}"))
    }

    @Test("exit statuses follow sysexits")
    func exitStatuses() {
        let statuses = [Fault.Code.usage, .badInput, .internalError, .tryAgain, .interrupted]
            .map { Fault($0, "").exitStatus }
        #expect(statuses == [64, 65, 70, 75, 130])
    }
}

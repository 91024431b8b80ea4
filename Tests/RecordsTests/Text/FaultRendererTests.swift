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

    @Test("of a long line, the part around the fault is shown")
    func longLine() {
        let line = String(repeating: "a", count: 500) + "!" + String(repeating: "b", count: 500)
        for (column, first, last) in [(1, "a", "…"), (501, "…", "…"), (1001, "…", "b")] {
            let fault = Fault(
                .badInput, "no", location: SourceLocation(file: "a", line: 1, column: column))
            let lines = FaultRenderer.render(fault, sourceLine: line).split(separator: "\n")
            let text = lines[1].dropFirst(5)
            #expect(text.count <= 162)
            #expect(text.hasPrefix(first) && text.hasSuffix(last))
            let caret = lines[2].dropFirst(5).count - 1
            let marked = text[text.index(text.startIndex, offsetBy: caret)]
            #expect(marked == Array(line)[column - 1])
        }
    }

    @Test(
        "what steers a terminal or turns a line is made visible",
        arguments: ["\u{1B}", "\u{7F}", "\u{9B}", "\u{202E}", "\u{2066}", "\u{2028}", "\r"])
    func invisible(character: String) {
        let text = FaultRenderer.printable("a\(character)b")
        #expect(text.hasPrefix("a\\u{") && text.hasSuffix("}b"))
    }

    @Test("colour adds marks and changes no word")
    func coloured() {
        let fault = Fault(
            .badInput, "unknown key", remedy: "remove it",
            location: SourceLocation(file: "a.yaml", line: 2, column: 3), cause: "typo")
        let text = FaultRenderer.render(fault, sourceLine: "  x: 1", style: .coloured)
        #expect(
            text == """
                \u{1B}[1ma.yaml:2:3:\u{1B}[0m \u{1B}[1;31merror:\u{1B}[0m unknown key
                \u{1B}[2m 2 |\u{1B}[0m   x: 1
                \u{1B}[2m   |\u{1B}[0m   \u{1B}[1;31m^\u{1B}[0m
                  \u{1B}[2mcause:\u{1B}[0m typo
                  \u{1B}[36mhelp:\u{1B}[0m remove it
                """)
        var plain = text
        for mark in ["1", "1;31", "2", "36", "0"] { plain.replace("\u{1B}[\(mark)m", with: "") }
        #expect(plain == FaultRenderer.render(fault, sourceLine: "  x: 1"))
    }

    @Test("a caret stands under its character, whatever stands before it")
    func caretUnderWideText() {
        let line = "画\u{1B}e\u{301}\tx"
        let fault = Fault(
            .badInput, "no", location: SourceLocation(file: "a", line: 1, column: 6))
        let lines = FaultRenderer.render(fault, sourceLine: line).split(separator: "\n")
        #expect(lines[1] == " 1 | 画\\u{1b}e\u{301}\tx")
        #expect(lines[2] == "   | " + String(repeating: " ", count: 9) + "\t^")
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

import Engine
import Records
import Testing

@testable import Terminal

/// Text that is shown in place of other text.
@Suite struct TerminalBlockTests {
    @Test func `a text is cut to the screen, and says how much of it is missing`() {
        let size = TerminalSize(columns: 20, rows: 4)
        let text = "one\ntwo, which is rather long for it\n\nfour\nfive\n"
        let lines = TerminalBlock.lines(of: text, size: size).map(\.plain)
        #expect(lines.count == 3)
        #expect(lines[0] == "one")
        #expect(lines[1].hasPrefix("two, which is"))
        #expect(DisplayWidth.columns(of: lines[1]) < 20)
        #expect(lines[2] == "and 3 more lines")
    }

    @Test func `a text that fits is shown as it is`() {
        let size = TerminalSize(columns: 80, rows: 24)
        let lines = TerminalBlock.lines(of: "a\n\nb\n", size: size).map(\.plain)
        #expect(lines == ["a", "", "b"])
    }
}

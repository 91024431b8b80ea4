import Engine
import Records
import Testing

@testable import Terminal

@Suite struct LiveBlockTests {
    /// A run with stages under way, each with units that have names.
    private func progress(stages: Int, units: Int) -> RunProgress {
        var progress = RunProgress()
        let names = (1...max(1, stages)).map { "stage-\($0)" }
        var start = Event(.runStarted)
        start.session = Event.Session(
            run: "r", processIdentifier: 1, host: "h", jobs: 2, stages: names)
        progress.apply(start)
        for name in names.prefix(stages) {
            var planned = Event(.stagePlanned, stage: name)
            planned.time = Timestamp(milliseconds: 0)
            planned.unitCount = 100
            progress.apply(planned)
            for unit in 0..<units {
                progress.apply(
                    Event(.unitStarted, stage: name, unit: "画\u{1B}[2J\t unit number \(unit)"))
            }
        }
        return progress
    }

    struct Case: Sendable {
        var stages: Int
        var units: Int
        var rows: Int
        var lines: Int
    }

    @Test(arguments: [
        Case(stages: 1, units: 0, rows: 24, lines: 1),
        Case(stages: 1, units: 8, rows: 24, lines: 9),
        Case(stages: 1, units: 9, rows: 24, lines: 9),
        Case(stages: 1, units: 1000, rows: 24, lines: 9),
        Case(stages: 2, units: 2, rows: 24, lines: 6),
        Case(stages: 3, units: 50, rows: 24, lines: 9),
        Case(stages: 40, units: 2, rows: 24, lines: 9),
        Case(stages: 1, units: 5, rows: 3, lines: 2),
        Case(stages: 2, units: 5, rows: 2, lines: 1),
        Case(stages: 2, units: 5, rows: 1, lines: 0),
        Case(stages: 0, units: 0, rows: 24, lines: 0),
    ])
    func `the block leaves a row free and shows nothing that steers`(sample: Case) {
        let progress = progress(stages: sample.stages, units: sample.units)
        for columns in [1, 7, 20, 200] {
            let size = TerminalSize(columns: columns, rows: sample.rows)
            let lines = LiveBlock.lines(progress, size: size, at: Timestamp(milliseconds: 5000))
            #expect(lines.count == sample.lines)
            for line in lines {
                #expect(DisplayWidth.columns(of: line.plain) <= max(1, columns - 1))
                #expect(line.plain.unicodeScalars.allSatisfy { $0.value >= 32 })
            }
        }
    }

    @Test func `units that do not fit are counted`() {
        let lines = LiveBlock.lines(
            progress(stages: 1, units: 1000), size: .standard, at: Timestamp(milliseconds: 5000))
        #expect(lines.last?.plain == "  and 993 more units")
    }

    @Test func `frames leave nothing but the lines that stay`() {
        var terminal = VirtualTerminal(TerminalSize(columns: 40, rows: 6))
        var block = LiveBlock()
        for number in 1...20 {
            let kept = number.isMultiple(of: 3) ? [StyledLine("kept \(number)")] : []
            let lines = (1...(1 + number % 4)).map { StyledLine("drawn \(number) \($0)") }
            terminal.write(
                block.frame(keeping: kept, lines, size: terminal.size, style: .coloured))
            #expect(terminal.lines.count { $0.hasPrefix("drawn") } == lines.count)
        }
        terminal.write(block.frame(keeping: [], [], size: terminal.size, style: .coloured))
        #expect(
            terminal.lines == ["kept 3", "kept 6", "kept 9", "kept 12", "kept 15", "kept 18", ""])
    }

    @Test(arguments: [10, 19, 20, 39, 40, 80])
    func `a terminal that changes its width keeps no remains`(columns: Int) {
        var terminal = VirtualTerminal(TerminalSize(columns: 40, rows: 12))
        var block = LiveBlock()
        let text = String(repeating: "x", count: 39)
        let lines = [StyledLine(text), StyledLine("short"), StyledLine(text)]
        terminal.write(
            block.frame(
                keeping: [StyledLine("kept")], lines, size: terminal.size, style: .plain))
        terminal.resize(TerminalSize(columns: columns, rows: 12))
        let fitted = lines.map { $0.fitted(columns: columns - 1) }
        terminal.write(block.frame(keeping: [], fitted, size: terminal.size, style: .plain))
        #expect(terminal.lines == ["kept"] + fitted.map(\.plain) + [""])
        terminal.write(block.frame(keeping: [], [], size: terminal.size, style: .plain))
        #expect(terminal.lines == ["kept", ""])
    }

    @Test func `what has not changed is not written again`() {
        var block = LiveBlock()
        let lines = [StyledLine("a")]
        #expect(block.frame(keeping: [], lines, size: .standard, style: .plain) == "a\n")
        #expect(block.frame(keeping: [], lines, size: .standard, style: .plain).isEmpty)
        #expect(
            !block.frame(keeping: [StyledLine("b")], lines, size: .standard, style: .plain).isEmpty)
    }

    @Test func `marks are no columns, and a cut line keeps them`() {
        var line = StyledLine("name", .heading)
        line.append(" · ")
        line.append("3 failed", .error)
        #expect(line.fitted(columns: 15).text(.coloured) == line.text(.coloured))
        #expect(line.fitted(columns: 9).plain == "name · 3…")
        #expect(line.fitted(columns: 4).plain == "nam…")
        #expect(line.fitted(columns: 9).text(.coloured).hasSuffix("\u{1B}[1;31m3…\u{1B}[0m"))
    }
}

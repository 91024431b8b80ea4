public import Records

extension RunReport {
    /// More rows of a table than this are only counted.
    private static let rowsShown = 40

    /// The report for a terminal.
    ///
    /// - Parameter style: how headings are marked.
    public func text(_ style: TextStyle = .plain) -> String {
        var text = style(.heading, FaultRenderer.printable(title)) + ": " + stateWord + "\n"
        if let message { text += FaultRenderer.printable(message) + "\n" }
        for section in sections {
            text += "\n" + style(.heading, FaultRenderer.printable(section.title)) + "\n"
            for sentence in section.sentences {
                for line in RunReport.wrapped(FaultRenderer.printable(sentence)) {
                    text += style(.faint, line) + "\n"
                }
            }
            for table in section.tables where table.display != .chart && !table.rows.isEmpty {
                text += "\n" + RunReport.text(table, style)
            }
        }
        return text
    }

    /// The state as words.
    public var stateWord: String {
        switch state {
        case .done: "done"
        case .partlyDone: "partly done, as asked"
        case .running: "running"
        case .interrupted: "unfinished"
        case .failed: "failed"
        }
    }

    private static func text(_ table: ReportTable, _ style: TextStyle) -> String {
        let told = table.told
        var shown = TextTable(
            told.map { index in
                let isFigure = table.rows.contains { $0[index].isFigure }
                return (table.columns[index].title, isFigure ? .right : .left)
            })
        for row in table.rows.prefix(rowsShown) {
            shown.append(told.map { cell(row[$0]) })
        }
        var text = "  " + style(.heading, FaultRenderer.printable(table.title)) + "\n"
        for line in shown.text.split(separator: "\n") { text += "  \(line)\n" }
        let rest = table.rows.count - rowsShown
        if rest > 0 { text += "  and \(Format.count(rest)) more rows: --json shows all\n" }
        return text
    }

    /// A cell on one line.
    private static func cell(_ value: ReportValue) -> String {
        FaultRenderer.printable(value.text.replacing("\t", with: " "))
    }

    /// A sentence as lines of at most 100 columns.
    private static func wrapped(_ sentence: String) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in sentence.split(separator: " ") {
            if !line.isEmpty, line.utf8.count + word.utf8.count >= 100 {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        return line.isEmpty ? lines : lines + [line]
    }
}

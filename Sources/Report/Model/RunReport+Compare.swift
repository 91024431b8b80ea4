extension RunReport {
    /// Runs side by side: each figure of each run, and what it is more than the first run's; charts of all
    /// runs. What only one run has is there too.
    ///
    /// - Precondition: there is a run.
    public static func compare(_ reports: [RunReport]) -> RunReport {
        precondition(!reports.isEmpty, "runs are compared")
        let names = TableComparison.names(reports)
        var order: [String] = []
        for section in reports.flatMap(\.sections)
        where section.name != "gallery" && !order.contains(section.name) {
            order.append(section.name)
        }
        let messages = zip(names, reports).compactMap { name, report in
            report.message.map { "\(name): \($0)" }
        }
        let states: [State] = [.failed, .interrupted, .running, .partlyDone]
        return RunReport(
            runs: names,
            state: states.first { state in reports.contains { $0.state == state } } ?? .done,
            message: messages.isEmpty ? nil : messages.joined(separator: " "),
            sections: order.compactMap { name in
                section(name, reports.map { $0.section(name) }, names)
            })
    }

    private static func section(
        _ name: String, _ parts: [ReportSection?], _ names: [String]
    ) -> ReportSection? {
        guard let model = parts.compactMap({ $0 }).first else { return nil }
        var tables: [ReportTable] = []
        var charts: [ReportChart] = []
        var order: [ReportTable] = []
        for table in parts.compactMap({ $0 }).flatMap(\.tables)
        where !order.contains(where: { $0.name == table.name }) {
            order.append(table)
        }
        for table in order {
            let comparison = TableComparison(parts.map { $0?.table(table.name) }, names)
            if let figures = comparison?.figures { tables.append(figures) }
            let drawn = parts.compactMap { $0 }.flatMap(\.charts).first {
                $0.table == table.name
            }
            guard let drawn, let comparison, let chart = drawn.ofRuns(comparison.joined) else {
                continue
            }
            tables.append(comparison.joined)
            charts.append(chart)
        }
        guard !tables.isEmpty else { return nil }
        return ReportSection(
            name, model.title, sentences: model.sentences, tables: tables, charts: charts)
    }
}

extension ReportChart {
    /// The same chart of a table of several runs; nothing of what stands for one run alone.
    fileprivate func ofRuns(_ joined: ReportTable) -> ReportChart? {
        var chart = self
        chart.table = joined.name
        switch form {
        case .graph, .flow: return nil
        case .histogram(let panels, let low, let high, let value, let interval):
            chart.form = .histogram(
                panels: panels + ["run"], low: low, high: high, value: value, interval: interval)
        case .bars(let labels, let values):
            chart.form = .bars(labels: labels + ["run"], values: values)
        case .lines(let panel, let series, let step, let value):
            let isOneLine = ChartRows(table: joined).rises(step, in: [panel, "run"])
            chart.form = .lines(
                panel: panel, series: isOneLine ? ["run"] : ["run"] + series, step: step,
                value: value)
        case .intervals(let panel, let labels, let value, let low, let high):
            chart.form = .intervals(
                panel: panel, labels: labels + ["run"], value: value, low: low, high: high)
        }
        return chart
    }
}

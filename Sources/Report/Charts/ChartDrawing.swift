/// A chart as SVG: a drawing of a fixed box, scaled to the page's width.
struct ChartDrawing {
    /// The width of every drawing in pixels.
    static let width = 920.0

    var height: Double
    var content: [Markup]

    /// The drawing of a chart; nothing where there is nothing to draw.
    static func of(_ chart: ReportChart, in section: ReportSection) -> ChartDrawing? {
        guard let table = section.table(chart.table), !table.rows.isEmpty || isGraph(chart) else {
            return nil
        }
        let rows = ChartRows(table: table)
        switch chart.form {
        case .graph(let stages):
            return section.table(stages).map { GraphChart(stages: $0, edges: table).drawing }
        case .flow: return FlowChart(table: table).drawing
        case .histogram(let panels, let low, let high, let value, let interval):
            return HistogramChart(
                rows: rows, panels: panels, low: low, high: high, value: value,
                hasInterval: interval, unit: chart.unit
            ).drawing
        case .bars(let labels, let values):
            return BarChart(rows: rows, labels: labels, values: values, unit: chart.unit).drawing
        case .lines(let panel, let series, let step, let value):
            return LineChart(
                rows: rows, panel: panel, series: series, step: step, value: value
            ).drawing
        case .intervals(let panel, let labels, let value, let low, let high):
            return IntervalChart(
                rows: rows, panel: panel, labels: labels, value: value, low: low, high: high
            ).drawing
        }
    }

    private static func isGraph(_ chart: ReportChart) -> Bool {
        if case .graph = chart.form { true } else { false }
    }

    /// The drawing as an element that says what it shows.
    ///
    /// - Parameter id: a name that no other drawing of the page has.
    func svg(_ chart: ReportChart, id: String) -> Markup {
        .element(
            "svg",
            [
                .init(
                    "viewBox", "-1 0 \(SVG.number(ChartDrawing.width + 2)) \(SVG.number(height))"),
                .init("role", "img"), .init("aria-labelledby", "\(id)-title \(id)-desc"),
            ],
            [
                .element("title", [.init("id", "\(id)-title")], [.text(chart.title)]),
                .element("desc", [.init("id", "\(id)-desc")], [.text(chart.summary)]),
            ] + content)
    }
}

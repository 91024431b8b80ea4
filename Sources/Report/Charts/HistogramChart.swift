import Records

/// Histograms side by side, a panel for each group of rows, all with one scale of bins.
struct HistogramChart {
    let rows: ChartRows
    let panels: [String]
    let low: String
    let high: String
    let value: String
    let hasInterval: Bool
    let unit: String

    private static let columns = 4
    private static let most = 24
    private static let panelHeight = 168.0
    private static let plotHeight = 104.0

    var drawing: ChartDrawing {
        let groups = rows.groups(panels).prefix(HistogramChart.most)
        let telling = rows.telling(panels)
        let width = ChartDrawing.width / Double(HistogramChart.columns)
        var content: [Markup] = []
        for (place, group) in groups.enumerated() {
            let x = Double(place % HistogramChart.columns) * width
            let y = Double(place / HistogramChart.columns) * HistogramChart.panelHeight
            let first = group.rows[0]
            let name = ChartRows.name(telling.map { rows.table.value(first, $0).text })
            content.append(SVG.group(x, y, panel(name, group.rows, width)))
        }
        let lines = (groups.count + HistogramChart.columns - 1) / HistogramChart.columns
        return ChartDrawing(
            height: Double(lines) * HistogramChart.panelHeight, content: content)
    }

    private func panel(_ name: String, _ places: [Int], _ width: Double) -> [Markup] {
        let values = places.map { rows.real($0, value) ?? 0 }
        let tops = hasInterval ? places.map { rows.real($0, "high") ?? 0 } : values
        let total = values.reduce(0, +)
        let base = 28 + HistogramChart.plotHeight
        let y = Scale.rounded(tops + [1], zero: true, from: base, to: 30)
        let x = Scale(0, 1, from: 40, to: width - 18)
        var content = [
            SVG.text(SVG.fitted(name, width - 90), 40, 14, .start, "panel"),
            SVG.text("\(Format.metric(total.rounded()))", width - 18, 14, .end, "tick"),
        ]
        let marks = y.marks(3)
        let step = marks.count > 1 ? marks[1] - marks[0] : 1
        for mark in marks {
            content.append(SVG.line(40, y(mark), width - 18, y(mark), mark == 0 ? "zero" : "grid"))
            content.append(
                SVG.text(
                    Scale.label(mark, isShare: false, step: step), 35, y(mark) + 4, .end, "tick"))
        }
        for (place, row) in places.enumerated() {
            let from = x(rows.real(row, low) ?? 0)
            let to = x(rows.real(row, high) ?? 0)
            let said =
                "\(rows.table.value(row, low).text) to \(rows.table.value(row, high).text): "
                + "\(Format.metric(values[place])) \(unit)"
            content.append(
                SVG.bar(from + 1, y(values[place]), to - from - 2, base - y(values[place]), "s-main", said))
            if hasInterval { content += whisker(row, (from + to) / 2, y) }
        }
        for mark in [0, 0.5, 1.0] {
            content.append(
                SVG.text(Format.fixed(mark * 100, 0) + " %", x(mark), base + 16, .middle, "tick"))
        }
        return content
    }

    private func whisker(_ row: Int, _ x: Double, _ y: Scale) -> [Markup] {
        // The table's own interval; its names are those of every interval of a report.
        guard let lowest = rows.table.columns.last(where: { $0.name == "low" }),
            let bottom = rows.real(row, lowest.name), let top = rows.real(row, "high"),
            top > bottom
        else { return [] }
        return [SVG.line(x, y(bottom), x, y(top), "whisker")]
    }
}

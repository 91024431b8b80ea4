import Records

/// Bars to the right, each with its number; divided where there are several values.
struct BarChart {
    let rows: ChartRows
    let labels: [String]
    let values: [String]
    let unit: String

    private static let rowHeight = 26.0
    private static let most = 60

    var drawing: ChartDrawing {
        let telling = rows.telling(labels)
        let shown = Array(rows.table.rows.indices.prefix(BarChart.most))
        let names = shown.map { row in
            ChartRows.name(telling.map { rows.table.value(row, $0).text })
        }
        let left = min(300, (names.map { SVG.width(of: $0) }.max() ?? 0) + 14)
        let sums = shown.map { row in values.reduce(0) { $0 + (rows.real(row, $1) ?? 0) } }
        let isShare = rows.isShare(values.first ?? "")
        let top = values.count > 1 ? 30.0 : 8
        let scale = Scale.rounded(
            sums + [isShare ? 0.001 : 1], zero: true, from: left, to: ChartDrawing.width - 110)
        let bottom = top + Double(shown.count) * BarChart.rowHeight
        var content = values.count > 1 ? [legend(left)] : []
        content += axis(scale, top, bottom, isShare)
        for (place, row) in shown.enumerated() {
            let y = top + Double(place) * BarChart.rowHeight
            content.append(
                SVG.text(SVG.fitted(names[place], left - 10), left - 8, y + 17, .end, "label"))
            content += bars(row, names[place], scale, y)
        }
        return ChartDrawing(height: bottom + 40, content: content)
    }

    private func bars(_ row: Int, _ name: String, _ scale: Scale, _ y: Double) -> [Markup] {
        var result: [Markup] = []
        var start = 0.0
        for (place, column) in values.enumerated() {
            guard let value = rows.real(row, column), value > 0 else { continue }
            let from = scale(start)
            start += value
            let text = rows.table.value(row, column).text
            result.append(
                SVG.bar(
                    from, y + 4, scale(start) - from, BarChart.rowHeight - 8,
                    values.count > 1 ? "s\(place)" : "s-main", "\(name): \(column) \(text)"))
            // A part says its number where it has room for it.
            if values.count > 1, scale(start) - from > SVG.width(of: text) + 8 {
                result.append(
                    SVG.text(text, (from + scale(start)) / 2, y + 17, .middle, "on on\(place)"))
            }
        }
        let total =
            values.count == 1
            ? rows.table.value(row, values[0]).text : Format.metric(start)
        result.append(SVG.text(total, scale(start) + 6, y + 17, .start, "value"))
        return result
    }

    private func axis(
        _ scale: Scale, _ top: Double, _ bottom: Double, _ isShare: Bool
    ) -> [Markup] {
        let marks = scale.marks(5)
        let step = marks.count > 1 ? marks[1] - marks[0] : 1
        return marks.flatMap { mark in
            [
                SVG.line(scale(mark), top, scale(mark), bottom, mark == 0 ? "zero" : "grid"),
                SVG.text(
                    Scale.label(mark, isShare: isShare, step: step), scale(mark), bottom + 16,
                    .middle, "tick"),
            ]
        } + [SVG.text(unit, scale.to, bottom + 32, .end, "unit")]
    }

    /// Whether a bar has a part of this.
    private func isTold(_ column: String) -> Bool {
        rows.table.rows.indices.contains { (rows.real($0, column) ?? 0) > 0 }
    }

    private func legend(_ left: Double) -> Markup {
        var x = left
        var parts: [Markup] = []
        for (place, column) in values.enumerated() where isTold(column) {
            let title = rows.table.columns.first { $0.name == column }?.title ?? column
            parts.append(SVG.bar(x, 6, 11, 11, "s\(place)"))
            parts.append(SVG.text(title, x + 16, 16, .start, "label"))
            x += 30 + SVG.width(of: title)
        }
        return .element("g", [.init("class", "legend")], parts)
    }
}

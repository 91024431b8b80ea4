import Records

/// Dots with intervals on one scale, in a panel for each group; a line for each name.
struct IntervalChart {
    let rows: ChartRows
    let panel: String
    let labels: [String]
    let value: String
    let low: String
    let high: String

    private static let rowHeight = 19.0
    private static let most = 160

    var drawing: ChartDrawing {
        let groups = rows.groups([panel])
        let named = Array(rows.groups(rows.telling(labels)).prefix(IntervalChart.most))
        let names = named.map { ChartRows.name($0.name) }
        var lines: [Int: Int] = [:]
        for (line, group) in named.enumerated() {
            for row in group.rows { lines[row] = line }
        }
        let columns = min(4, max(1, groups.count))
        let left = min(260, (names.map { SVG.width(of: $0) }.max() ?? 0) + 14)
        let scale = scale((ChartDrawing.width - left) / Double(columns))
        let height = Double(names.count) * IntervalChart.rowHeight
        var content: [Markup] = []
        var y = 0.0
        for start in stride(from: 0, to: groups.count, by: columns) {
            for (line, name) in names.enumerated() {
                content.append(
                    SVG.text(
                        SVG.fitted(name, left - 10), left - 8,
                        y + 40 + Double(line) * IntervalChart.rowHeight, .end, "label"))
            }
            for (place, group) in groups[start..<min(groups.count, start + columns)].enumerated() {
                let x = left + Double(place) * (ChartDrawing.width - left) / Double(columns)
                let marks = self.marks(group.rows, lines, scale, names)
                content.append(
                    SVG.group(x, y, panel(ChartRows.name(group.name), scale, height) + marks))
            }
            y += height + 58
        }
        return ChartDrawing(height: y, content: content)
    }

    /// One scale for all panels, of this width each.
    private func scale(_ width: Double) -> Scale {
        let ends = rows.table.rows.indices.flatMap { row in
            [rows.real(row, low), rows.real(row, high), rows.real(row, value)].compactMap { $0 }
        }
        let scale = Scale.rounded(ends, zero: false, from: 10, to: width - 14)
        guard rows.isShare(value) else { return scale }
        return Scale(max(0, scale.low), min(1, scale.high), from: scale.from, to: scale.to)
    }

    private func panel(_ name: String, _ scale: Scale, _ height: Double) -> [Markup] {
        let marks = scale.marks(3)
        let step = marks.count > 1 ? marks[1] - marks[0] : 1
        let isShare = rows.isShare(value)
        return [SVG.text(SVG.fitted(name, scale.to), scale.from, 16, .start, "panel")]
            + marks.flatMap { mark in
                [
                    SVG.line(
                        scale(mark), 24, scale(mark), 28 + height, mark == 0 ? "zero" : "grid"),
                    SVG.text(
                        Scale.label(mark, isShare: isShare, step: step), scale(mark), height + 44,
                        .middle, "tick"),
                ]
            }
    }

    private func marks(
        _ group: [Int], _ lines: [Int: Int], _ scale: Scale, _ names: [String]
    ) -> [Markup] {
        group.flatMap { row -> [Markup] in
            guard let value = rows.real(row, value), let line = lines[row] else { return [] }
            let y = 36 + Double(line) * IntervalChart.rowHeight
            let text = rows.table.value(row, self.value).text
            var parts: [Markup] = []
            if let from = rows.real(row, low), let to = rows.real(row, high) {
                parts.append(SVG.line(scale(from), y, scale(to), y, "whisker"))
            }
            return parts + [SVG.dot(scale(value), y, 4, "s-main", "\(names[line]): \(text)")]
        }
    }
}

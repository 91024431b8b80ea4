import Records

/// Lines over steps, in a panel for each metric, a line for each series.
struct LineChart {
    let rows: ChartRows
    let panel: String
    let series: [String]
    let step: String
    let value: String

    private static let columns = 3
    private static let panelHeight = 172.0
    private static let top = 26.0
    private static let base = 132.0
    /// Series with numbers from here on share the last colour.
    static let colours = 8
    private static let named = 16

    var drawing: ChartDrawing {
        let groups = rows.groups([panel])
        let names = rows.groups(series).map { ChartRows.name($0.name) }
        let (legend, legendHeight) = legend(names)
        let width = ChartDrawing.width / Double(LineChart.columns)
        var content = [legend]
        for (place, group) in groups.enumerated() {
            let x = Double(place % LineChart.columns) * width
            let y = Double(place / LineChart.columns) * LineChart.panelHeight + legendHeight
            content.append(
                SVG.group(x, y, panel(ChartRows.name(group.name), group.rows, names, width)))
        }
        let lines = (groups.count + LineChart.columns - 1) / LineChart.columns
        return ChartDrawing(
            height: Double(lines) * LineChart.panelHeight + legendHeight, content: content)
    }

    private func legend(_ names: [String]) -> (Markup, Double) {
        var x = 46.0
        var y = 16.0
        var parts: [Markup] = []
        for (place, name) in names.prefix(LineChart.named).enumerated() {
            let width = 34 + SVG.width(of: name)
            if x + width > ChartDrawing.width {
                x = 46
                y += 20
            }
            parts.append(SVG.line(x, y - 4, x + 18, y - 4, "line l\(colour(place))"))
            parts.append(SVG.text(name, x + 24, y, .start, "label"))
            x += width + 12
        }
        let rest = names.count - LineChart.named
        if rest > 0 { parts.append(SVG.text("and \(rest) more", x, y, .start, "label")) }
        return (.element("g", [.init("class", "legend")], parts), y + 16)
    }

    private func colour(_ place: Int) -> Int { min(place, LineChart.colours - 1) }

    private func panel(
        _ name: String, _ group: [Int], _ names: [String], _ width: Double
    ) -> [Markup] {
        let values = group.compactMap { rows.real($0, value) }
        let steps = group.compactMap { rows.real($0, step) }
        let y = Scale.rounded(values, zero: false, from: LineChart.base, to: LineChart.top)
        let x = Scale(0, steps.max() ?? 1, from: 46, to: width - 46)
        var content = [
            SVG.text(
                SVG.fitted(name.replacing("_", with: " "), width - 60), 46, 14, .start, "panel")
        ]
        content += axes(x, y, width)
        for line in ChartRows(table: rows.table).groups(series).enumerated() {
            let own = line.element.rows.filter { group.contains($0, sorted: true) }
            guard !own.isEmpty else { continue }
            content += curve(own, x, y, colour(line.offset), names[line.offset])
        }
        return content
    }

    private func axes(_ x: Scale, _ y: Scale, _ width: Double) -> [Markup] {
        var content: [Markup] = []
        let marks = y.marks(3)
        let step = marks.count > 1 ? marks[1] - marks[0] : 1
        for mark in marks {
            content.append(
                SVG.line(46, y(mark), width - 46, y(mark), mark == 0 ? "zero" : "grid"))
            content.append(
                SVG.text(
                    Scale.label(mark, isShare: false, step: step), 41, y(mark) + 4, .end, "tick"))
        }
        let steps = x.marks(3)
        for mark in steps {
            content.append(
                SVG.text(
                    Scale.label(mark, isShare: false, step: 1), x(mark), LineChart.base + 16,
                    .middle, "tick"))
        }
        content.append(SVG.text("steps", width - 46, LineChart.base + 29, .end, "unit"))
        return content
    }

    private func curve(
        _ own: [Int], _ x: Scale, _ y: Scale, _ colour: Int, _ name: String
    ) -> [Markup] {
        var data = ""
        var last: (x: Double, y: Double, text: String)?
        for row in own {
            guard let step = rows.real(row, step), let value = rows.real(row, value) else {
                continue
            }
            data += (data.isEmpty ? "M" : "L") + SVG.number(x(step)) + " " + SVG.number(y(value))
            last = (x(step), y(value), rows.table.value(row, self.value).text)
        }
        guard let last else { return [] }
        return [
            SVG.path(data, "line l\(colour)", name),
            SVG.dot(last.x, last.y, 2.5, "end e\(colour)", "\(name): \(last.text) at the end"),
        ]
    }
}

extension [Int] {
    /// Whether a sorted array holds a number.
    fileprivate func contains(_ number: Int, sorted: Bool) -> Bool {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low < endIndex && self[low] == number
    }
}

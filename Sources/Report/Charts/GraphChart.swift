import Records

/// Stages from left to right, each behind all that it reads.
struct GraphChart {
    let stages: ReportTable
    let edges: ReportTable

    private static let boxHeight = 40.0
    private static let rowHeight = 64.0
    private static let top = 34.0
    private static let most = 150

    var drawing: ChartDrawing {
        let count = min(stages.rows.count, GraphChart.most)
        let names = (0..<count).map { stages.value($0, "stage").text }
        let links = self.links(names)
        var levels = [Int](repeating: 0, count: count)
        // Stages stand in the order in which they run: what one reads comes before it.
        for (from, to) in links.sorted(by: { $0.to < $1.to }) {
            levels[to] = max(levels[to], levels[from] + 1)
        }
        let columns = (levels.max() ?? 0) + 1
        let step = ChartDrawing.width / Double(columns)
        let box = min(150, step - 16)
        let rows = places(levels, links, columns)
        func x(_ stage: Int) -> Double { Double(levels[stage]) * step }
        func y(_ stage: Int) -> Double { rows[stage] * GraphChart.rowHeight + GraphChart.top }
        var content = links.map { from, to in
            let span = Double(levels[to] - levels[from])
            if span > 1, rows[from] == rows[to] {
                return arc(x(from) + box * 0.75, x(to) + box * 0.25, y(to), span)
            }
            if span > 1, rows[from] > rows[to] {
                return rise(
                    from: (x(from) + box, y(from) + GraphChart.boxHeight / 2),
                    to: (x(to) + box / 2, y(to) + GraphChart.boxHeight))
            }
            let (x1, y1) = (x(from) + box, y(from) + GraphChart.boxHeight / 2)
            let (x2, y2) = (x(to), y(to) + GraphChart.boxHeight / 2)
            let bend = max(8, (x2 - x1) / 2)
            return SVG.path(
                "M\(SVG.number(x1)) \(SVG.number(y1))C\(SVG.number(x1 + bend)) \(SVG.number(y1)) "
                    + "\(SVG.number(x2 - bend)) \(SVG.number(y2)) \(SVG.number(x2)) "
                    + SVG.number(y2), "edge")
        }
        for stage in 0..<count { content += node(stage, names[stage], x(stage), y(stage), box) }
        let depth = (rows.max() ?? 0) + 1
        return ChartDrawing(
            height: depth * GraphChart.rowHeight + GraphChart.top, content: content)
    }

    /// An edge over the stages between its ends.
    private func arc(_ x1: Double, _ x2: Double, _ y: Double, _ span: Double) -> Markup {
        let top = SVG.number(y - min(GraphChart.top + 8, 10 + 5 * span))
        let bend = min(40, (x2 - x1) / 4)
        return SVG.path(
            "M\(SVG.number(x1)) \(SVG.number(y))C\(SVG.number(x1 + bend)) \(top) "
                + "\(SVG.number(x2 - bend)) \(top) \(SVG.number(x2)) \(SVG.number(y))", "edge")
    }

    /// An edge along a lower row, and up to the stage that reads.
    private func rise(
        from: (x: Double, y: Double), to: (x: Double, y: Double)
    ) -> Markup {
        SVG.path(
            "M\(SVG.number(from.x)) \(SVG.number(from.y))H\(SVG.number(to.x - 14))Q"
                + "\(SVG.number(to.x)) \(SVG.number(from.y)) \(SVG.number(to.x)) "
                + "\(SVG.number(from.y - 14))V\(SVG.number(to.y))", "edge")
    }

    private func links(_ names: [String]) -> [(from: Int, to: Int)] {
        var places: [[UInt8]: Int] = [:]
        for (place, name) in names.enumerated() { places[Array(name.utf8)] = place }
        var links: [(from: Int, to: Int)] = []
        for row in edges.rows.indices {
            guard let from = places[Array(edges.value(row, "from").text.utf8)],
                let to = places[Array(edges.value(row, "to").text.utf8)],
                !links.contains(where: { $0.from == from && $0.to == to })
            else { continue }
            links.append((from, to))
        }
        return links
    }

    /// The rows of stages: near those that they read, each place taken once.
    private func places(
        _ levels: [Int], _ links: [(from: Int, to: Int)], _ columns: Int
    ) -> [Double] {
        var rows = [Double](repeating: 0, count: levels.count)
        for column in 0..<columns {
            var wanted: [(stage: Int, row: Double)] = []
            for stage in levels.indices where levels[stage] == column {
                let nearest = links.filter { $0.to == stage && levels[$0.from] == column - 1 }
                    .map { rows[$0.from] }
                wanted.append(
                    (
                        stage,
                        nearest.isEmpty ? 0 : nearest.reduce(0, +) / Double(nearest.count)
                    ))
            }
            var free = 0.0
            for (stage, row) in wanted.sorted(by: { ($0.row, $0.stage) < ($1.row, $1.stage) }) {
                rows[stage] = max(free, row.rounded())
                free = rows[stage] + 1
            }
        }
        return rows
    }

    private func node(
        _ stage: Int, _ name: String, _ x: Double, _ y: Double, _ box: Double
    ) -> [Markup] {
        let state = stages.value(stage, "state").text
        let wall = stages.value(stage, "wall_seconds").text
        let said = wall.isEmpty ? state : wall
        let kind = stages.value(stage, "kind").text
        return [
            .element(
                "rect",
                [
                    .init("x", SVG.number(x)), .init("y", SVG.number(y)),
                    .init("width", SVG.number(box)),
                    .init("height", SVG.number(GraphChart.boxHeight)), .init("rx", "4"),
                    .init("class", "stage st-\(GraphChart.known(state))"),
                ], [.element("title", [], [.text("\(name) (\(kind)): \(state) \(wall)")])]),
            SVG.text(SVG.fitted(name, box - 8), x + 8, y + 17, .start, "label strong"),
            SVG.text(GraphChart.mark(state) + said, x + 8, y + 32, .start, "tick"),
        ]
    }

    private static func known(_ state: String) -> String {
        ["done", "running", "unfinished", "failed", "waiting"].first { $0 == state } ?? "waiting"
    }

    private static func mark(_ state: String) -> String {
        switch state {
        case "done": "✓ "
        case "failed": "✕ "
        case "running": "▸ "
        default: "· "
        }
    }
}

import Records

/// Bands from left to right, as wide as the numbers that flow.
struct FlowChart {
    let table: ReportTable

    private struct Node {
        var name: String
        var column: Int
        var incoming = 0.0
        var outgoing = 0.0
        var y = 0.0
        var taken = (left: 0.0, right: 0.0)

        var value: Double { max(incoming, outgoing) }
        var isOut: Bool { name.hasPrefix(Node.rejected) || name == "in no phase" }
        /// What stands beside it: colour and place say already that it is left out.
        var label: Substring {
            name.hasPrefix(Node.rejected) ? name.dropFirst(Node.rejected.count) : name[...]
        }

        private static let rejected = "rejected: "
    }

    private struct Link {
        var from: Int
        var to: Int
        var value: Double
        var text: String
    }

    private static let nodeWidth = 12.0
    private static let plotHeight = 380.0
    private static let gap = 10.0
    /// What names of the last column have to the right of it.
    private static let margin = 190.0
    /// A node takes at least so much, for its name.
    private static let least = 17.0

    var drawing: ChartDrawing {
        var (nodes, links) = graph
        let columns = (nodes.map(\.column).max() ?? 0) + 1
        let most =
            (0..<columns).map { column in
                nodes.filter { $0.column == column }.reduce(0) { $0 + $1.value }
            }.max() ?? 1
        let scale = FlowChart.plotHeight / max(1, most)
        var height = 0.0
        for column in 0..<columns {
            var y = 8.0
            let own = nodes.indices.filter { nodes[$0].column == column }
            // What is left out stands below what is kept.
            for place in own.filter({ !nodes[$0].isOut }) + own.filter({ nodes[$0].isOut }) {
                nodes[place].y = y
                y += max(FlowChart.least, nodes[place].value * scale) + FlowChart.gap
            }
            height = max(height, y)
        }
        let step =
            (ChartDrawing.width - FlowChart.margin - FlowChart.nodeWidth)
            / Double(max(1, columns - 1))
        var content: [Markup] = []
        // Bands leave and reach a node in the order of the nodes at their other ends.
        for link in links.sorted(by: {
            (nodes[$0.from].y, nodes[$0.to].y) < (nodes[$1.from].y, nodes[$1.to].y)
        }) {
            content.append(band(link, &nodes, scale, step))
        }
        for node in nodes {
            content += drawn(node, scale, step, isLast: node.column == columns - 1)
        }
        return ChartDrawing(height: height + 8, content: content)
    }

    private var graph: (nodes: [Node], links: [Link]) {
        var nodes: [Node] = []
        var links: [Link] = []
        func node(_ name: String, _ column: Int) -> Int {
            let known = nodes.firstIndex {
                $0.column == column && $0.name.utf8.elementsEqual(name.utf8)
            }
            if let known { return known }
            nodes.append(Node(name: name, column: column))
            return nodes.count - 1
        }
        for row in table.rows.indices {
            let column = Int(table.value(row, "level").real ?? 0)
            let value = table.value(row, "questions")
            let from = node(table.value(row, "from").text, column)
            let to = node(table.value(row, "to").text, column + 1)
            nodes[from].outgoing += value.real ?? 0
            nodes[to].incoming += value.real ?? 0
            links.append(Link(from: from, to: to, value: value.real ?? 0, text: value.text))
        }
        return (nodes, links)
    }

    private func band(
        _ link: Link, _ nodes: inout [Node], _ scale: Double, _ step: Double
    ) -> Markup {
        let width = max(1, link.value * scale)
        let x1 = Double(nodes[link.from].column) * step + FlowChart.nodeWidth
        let x2 = Double(nodes[link.to].column) * step
        let y1 = nodes[link.from].y + nodes[link.from].taken.right + width / 2
        let y2 = nodes[link.to].y + nodes[link.to].taken.left + width / 2
        nodes[link.from].taken.right += link.value * scale
        nodes[link.to].taken.left += link.value * scale
        let middle = SVG.number((x1 + x2) / 2)
        let data =
            "M\(SVG.number(x1)) \(SVG.number(y1))C\(middle) \(SVG.number(y1)) \(middle) "
            + "\(SVG.number(y2)) \(SVG.number(x2)) \(SVG.number(y2))"
        let names = "\(nodes[link.from].name) to \(nodes[link.to].name): \(link.text)"
        return .element(
            "path",
            [
                .init("d", data), .init("stroke-width", SVG.number(width)),
                .init("class", "band " + FlowChart.kind(nodes[link.to])),
            ], [.element("title", [], [.text(names)])])
    }

    private func drawn(
        _ node: Node, _ scale: Double, _ step: Double, isLast: Bool
    ) -> [Markup] {
        let x = Double(node.column) * step
        let height = max(1.5, node.value * scale)
        let text = Format.count(Int(node.value))
        let room = (isLast ? FlowChart.margin : step) - FlowChart.nodeWidth - 12
        let name = SVG.fitted(String(node.label), max(40, room - SVG.width(of: text) - 10))
        let middle = node.y + max(FlowChart.least, height) / 2 + 4
        return [
            SVG.bar(
                x, node.y, FlowChart.nodeWidth, height, "node " + FlowChart.kind(node),
                "\(node.name): \(text)"),
            .element(
                "text",
                [
                    .init("x", SVG.number(x + FlowChart.nodeWidth + 6)),
                    .init("y", SVG.number(middle)),
                    .init("class", "label halo"),
                ],
                [
                    .text(name + " "),
                    .element("tspan", [.init("class", "strong")], [.text(text)]),
                ]),
        ]
    }

    /// How a node and what flows into it are coloured.
    private static func kind(_ node: Node) -> String {
        if let label = Difficulty(rawValue: node.name) { return "is-\(label.rawValue)" }
        return node.isOut ? "is-out" : "is-kept"
    }
}

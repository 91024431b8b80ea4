import Records

/// A section of a page: heading, sentences, charts and tables.
struct SectionPage {
    private let section: ReportSection
    private let number: Int?
    private let gallery: QuestionGallery?

    /// - Parameter number: its place on the page; nothing if the page has given it one.
    init(_ section: ReportSection, number: Int?, gallery: QuestionGallery?) {
        self.section = section
        self.number = number
        self.gallery = gallery
    }

    var markup: Markup {
        let heading = "\(section.name)-heading"
        var content: [Markup] = [
            .element(
                "h2", [.init("id", heading)],
                [HTML.span(number.map { "\($0)" } ?? "", "number"), .text(" " + section.title)])
        ]
        content += section.sentences.map { HTML.p($0, [.init("class", "lead")]) }
        content += section.charts.enumerated().compactMap { figure($1, $0) }
        content += section.tables.compactMap { table($0) }
        if let gallery { content.append(GalleryPage(gallery).markup) }
        return .element(
            "section", [.init("id", section.name), .init("aria-labelledby", heading)], content)
    }

    private func figure(_ chart: ReportChart, _ place: Int) -> Markup? {
        guard let drawing = ChartDrawing.of(chart, in: section) else { return nil }
        let id = "\(section.name)-chart-\(place)"
        return .element(
            "figure", [],
            [
                .element("figcaption", [], [.text(chart.title)]),
                .element(
                    "div",
                    [
                        .init("class", "chart"), .init("tabindex", "0"), .init("role", "group"),
                        .init("aria-label", chart.title),
                    ], [drawing.svg(chart, id: id)]),
            ])
    }

    private func table(_ table: ReportTable) -> Markup? {
        guard table.display != .chart, !table.rows.isEmpty else { return nil }
        let told = table.told
        let isFigure = told.map { table.isFigures($0) }
        let head = zip(told, isFigure).map { index, isFigure in
            Markup.element(
                "th", SectionPage.attributes("col", isFigure),
                [.text(table.columns[index].title)])
        }
        let body = table.rows.enumerated().map { place, row in
            Markup.element(
                "tr", [],
                zip(told, isFigure).map { index, isFigure in
                    cell(row[index], table, place, index, isFigure)
                })
        }
        let whole = Markup.element(
            "div",
            [
                .init("class", "table"), .init("tabindex", "0"), .init("role", "region"),
                .init("aria-label", table.title),
            ],
            [
                .element(
                    "table", [],
                    [
                        .element("caption", [], [.text(table.title)]),
                        .element("thead", [], [.element("tr", [], head)]),
                        .element("tbody", [], body),
                    ])
            ])
        guard table.display == .folded else { return whole }
        let rows = table.rows.count == 1 ? "1 row" : "\(Format.count(table.rows.count)) rows"
        return .element(
            "details", [],
            [.element("summary", [], [.text("\(table.title), as a table of \(rows)")]), whole])
    }

    private func cell(
        _ value: ReportValue, _ table: ReportTable, _ place: Int, _ index: Int, _ isFigure: Bool
    ) -> Markup {
        let column = table.columns[index]
        let pointer = "/\(section.name)/\(table.name)/\(place)/\(column.name)"
        let content = HTML.value(value, at: pointer)
        let isHead = column.isKey && !isFigure && index == 0
        return .element(
            isHead ? "th" : "td", SectionPage.attributes(isHead ? "row" : nil, isFigure), [content])
    }

    private static func attributes(_ scope: String?, _ isFigure: Bool) -> [Markup.Attribute] {
        var attributes: [Markup.Attribute] = []
        if let scope { attributes.append(.init("scope", scope)) }
        if isFigure { attributes.append(.init("class", "n")) }
        return attributes
    }
}

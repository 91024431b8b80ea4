import Records

/// A report as one HTML file that needs nothing else.
///
/// Text of users enters it only through `Markup.text` and attributes, which escape. Every figure stands in
/// a `data` element whose `data-figure` is the pointer (RFC 6901) of the same number in `RunReport.json`.
public enum ReportPage {
    /// The page.
    ///
    /// - Parameters:
    ///   - report: what it shows.
    ///   - live: how it keeps up with its run, where it is served; nothing in a file.
    public static func html(_ report: RunReport, live: LivePage? = nil) -> [UInt8] {
        let head = head("\(report.title): report", isLive: live != nil)
        let attributes: [Markup.Attribute] = live.map { [.init("data-live", $0.events)] } ?? []
        let body = Markup.element(
            "body", attributes,
            [
                .element(
                    "a", [.init("class", "skip"), .init("href", "#main")],
                    [.text("Skip to the report")]),
                header(report),
                // Said anew twice a second: nothing to be read aloud.
                live == nil
                    ? .empty
                    : .element(
                        "p",
                        [.init("class", "live"), .init("id", "live"), .init("aria-live", "off")]),
                navigation(report),
                .element(
                    "main", [.init("id", "main")],
                    report.sections.enumerated().map {
                        SectionPage(
                            $1, number: $0 + 1,
                            gallery: $1.name == "gallery" ? report.gallery : nil
                        ).markup
                    }),
                footer,
                .element("script", [], [.resource(PackageResources.report_js)]),
            ])
        let page = Markup.element("html", [.init("lang", "en")], [head, body])
        return Array("<!DOCTYPE html>\n".utf8) + page.bytes + [UInt8(ascii: "\n")]
    }

    /// A section alone, for a page that is live and has it already.
    ///
    /// - Parameter section: what it shows.
    public static func html(_ section: ReportSection) -> [UInt8] {
        SectionPage(section, number: nil, gallery: nil).markup.bytes
    }

    /// The head of every page of ours: what it may load, and how it looks.
    ///
    /// - Parameter isLive: whether it may fetch from where it came from.
    static func head(_ title: String, isLive: Bool) -> Markup {
        let policy =
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
            + "script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
            + (isLive ? "; connect-src 'self'" : "")
        return .element(
            "head", [],
            [
                .element("meta", [.init("charset", "utf-8")]),
                .element(
                    "meta",
                    [.init("http-equiv", "Content-Security-Policy"), .init("content", policy)]),
                .element(
                    "meta",
                    [
                        .init("name", "viewport"),
                        .init("content", "width=device-width, initial-scale=1"),
                    ]),
                .element("meta", [.init("name", "color-scheme"), .init("content", "light dark")]),
                .element(
                    "meta", [.init("name", "generator"), .init("content", "pipeline report")]),
                .element("title", [], [.text(title)]),
                .element("style", [], [.resource(PackageResources.report_css)]),
            ])
    }

    private static func header(_ report: RunReport) -> Markup {
        var content = [
            HTML.p(
                report.runs.count == 1 ? "Report of a run" : "Runs side by side",
                [.init("class", "kicker")]),
            .element("h1", [], [.text(report.title)]),
            .element(
                "p",
                [.init("class", "state state-\(report.state.rawValue)"), .init("id", "state")],
                [.text(report.stateWord)]),
        ]
        if let message = report.message {
            content.append(HTML.p(message, [.init("class", "message"), .init("role", "status")]))
        }
        return .element("header", [.init("class", "top"), .init("id", "top")], content)
    }

    private static func navigation(_ report: RunReport) -> Markup {
        let items = report.sections.map { section in
            Markup.element(
                "li", [],
                [
                    .element(
                        "a", [.init("href", "#\(section.name)")], [.text(section.title)])
                ])
        }
        return .element(
            "nav", [.init("aria-label", "Sections")], [.element("ol", [], items)])
    }

    private static var footer: Markup {
        .element(
            "footer", [],
            [
                HTML.p(
                    "Numbers are those of pipeline report --json: each carries its place there. "
                        + "docs/reports.md tells how they are computed.")
            ])
    }
}

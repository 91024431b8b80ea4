public import Engine

/// The runs of a workspace, each with the way to its report.
public enum RunListPage {
    /// The page.
    ///
    /// - Parameters:
    ///   - runs: how they stand.
    ///   - step: a run's name as a step of a path: its report is at `runs/STEP/`.
    public static func html(_ runs: [RunStatus], step: (_ name: String) -> String) -> [UInt8] {
        let rows = runs.map { run in
            Markup.element(
                "tr", [],
                [
                    .element(
                        "th", [.init("scope", "row")],
                        [
                            .element(
                                "a", [.init("href", "runs/\(step(run.folder.name))/")],
                                [.text(run.folder.name)])
                        ]),
                    .element("td", [], [.text(word(run.state))]),
                    .element(
                        "td", [],
                        [.text("\(run.stages.count { $0.state == .done }) of \(run.stages.count)")]),
                    .element("td", [], [.text(run.started?.description ?? "")]),
                ])
        }
        let head = ["run", "state", "stages done", "last begun"].map {
            Markup.element("th", [.init("scope", "col")], [.text($0)])
        }
        let content =
            rows.isEmpty
            ? HTML.p("There are no runs yet.")
            : .element(
                "div", [.init("class", "table")],
                [
                    .element(
                        "table", [],
                        [
                            .element("thead", [], [.element("tr", [], head)]),
                            .element("tbody", [], rows),
                        ])
                ])
        let body = Markup.element(
            "body", [],
            [
                .element(
                    "header", [.init("class", "top")], [.element("h1", [], [.text("Runs")])]),
                .element("main", [.init("id", "main")], [.element("section", [], [content])]),
            ])
        let page = Markup.element(
            "html", [.init("lang", "en")], [ReportPage.head("Runs", isLive: false), body])
        return Array("<!DOCTYPE html>\n".utf8) + page.bytes + [UInt8(ascii: "\n")]
    }

    private static func word(_ state: RunStatus.State) -> String {
        switch state {
        case .running: "running"
        case .done: "done"
        case .partlyDone: "partly done"
        case .interrupted: "interrupted"
        case .failed: "failed"
        }
    }
}

import ArgumentParser
import Engine
import Records
import Report
import Storage
import Terminal

/// `pipeline report`: what a run came to.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Writes what a run came to as one HTML file, or prints it as text or JSON.",
        discussion: """
            The file needs no network and no server. It is written to report/index.html in the run's \
            folder, or where --out says. Text and JSON have the same figures. A run that is not \
            finished, or that failed, has a report of what it has published.
            """)

    @Argument(
        help: ArgumentHelp("The run's name, or its manifest.", valueName: "run"),
        completion: Completion.runs)
    var name: String

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Further runs to put beside it.", valueName: "run"),
        completion: Completion.runs)
    var compare: [String] = []

    @OptionGroup var workspaceOption: WorkspaceOption

    @Flag(help: "Print the report for a terminal.")
    var text = false

    @Flag(help: "Print the figures as one JSON object.")
    var json = false

    @Option(help: ArgumentHelp("Write the file here.", valueName: "file"), completion: .file())
    var out: String?

    @Flag(help: "Show the file in the browser.")
    var open = false

    @OptionGroup var terminal: TerminalOptions

    func validate() throws {
        if text && json { throw ValidationError("--text and --json exclude each other") }
        if (text || json) && (open || out != nil) {
            throw ValidationError("--open and --out are for the HTML file")
        }
    }

    func run() async throws {
        let first = try NamedRun(name, workspaceOption)
        var reports = [
            try RunReport.collect(
                try first.status(), hasGallery: !text && !json && compare.isEmpty)
        ]
        for other in compare {
            reports.append(try RunReport.collect(try NamedRun(other, workspaceOption).status()))
        }
        let report = reports.count == 1 ? reports[0] : RunReport.compare(reports)
        let output = OutputStream.standardOutput
        if json {
            output.write(report.json.serialized + "\n")
        } else if text {
            output.write(report.text(output.style))
        } else {
            let path = try ReportFile(first.folder, out: out, isComparison: !compare.isEmpty)
                .write(ReportPage.html(report))
            output.write(path + "\n")
            if open { try await Browser.show(path) }
        }
    }
}

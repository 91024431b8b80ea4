import ArgumentParser
import Engine
import Records
import Storage
import Terminal

/// `pipeline rejects`: what was rejected, a line each.
struct RejectsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rejects",
        abstract: "Lists rejects: place, id, reason and what was found, a line each.",
        discussion: """
            Of a folder that `pipeline ingest --out` wrote, of all stages of a run, or of one. They \
            stand in the order of the rows of the source, under a heading with the counts by reason. \
            docs/data.md says what each reason means and what to do.
            """)

    @Argument(
        help: ArgumentHelp(
            "The folder of an ingest; or run, run/stage or manifest.", valueName: "folder-or-run"),
        completion: .file())
    var place: String

    @Option(help: "Only those of this reason.")
    var reason: String?

    @Option(
        help: """
            At most so many; 0 for all. Default: \(RejectsText.usualLimit) as text, all as CSV or \
            JSON.
            """)
    var limit: Int?

    @Flag(help: "Print CSV, with a header.")
    var csv = false

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var workspaceOption: WorkspaceOption

    @OptionGroup var terminal: TerminalOptions

    func validate() throws {
        if csv, json { throw ValidationError("--csv and --json are two forms of the same") }
        if let limit, limit < 0 {
            throw ValidationError("--limit must be at least 0, not \(limit)")
        }
    }

    func run() throws {
        let tables = try RejectTables.find(place, workspaceOption)
        var lists: [RejectList] = []
        for table in tables { lists.append(try RejectList(table, reason: reason)) }
        let usual = csv || json ? 0 : RejectsText.usualLimit
        let limit = limit ?? usual
        let most = limit == 0 ? Int.max : limit
        let stream = OutputStream.standardOutput
        if csv {
            stream.write(RejectsText.csv(lists, most: most))
        } else if json {
            stream.write(RejectsText.json(lists, most: most).serialized + "\n")
        } else {
            stream.write(RejectsText.text(lists, of: place, reason: reason, most: most))
        }
    }
}

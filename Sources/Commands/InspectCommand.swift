import ArgumentParser
import Engine
import Records
import Stages
import Storage
import Terminal

/// `pipeline inspect`: what a file, a folder, an artifact or a question is.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Shows what a file, a folder, a stage's artifact or a question holds.",
        discussion: """
            Files and folders: Parquet, JSON, JSON Lines, CSV, TSV, tar and zip archives, packed ones, \
            pictures and index files, with schema, counts, codecs and first rows. Only headers, \
            footers and first rows are read, so it takes milliseconds at any size. What an ingest \
            would refuse is said, and ends with status 65.

            RUN/STAGE, the first digits of a key (six or more) or an artifact's folder: its receipt, \
            sums, files and damage.

            A question's id: the question, its pictures, its rollouts with verdicts, its label, and \
            which stages hold it.
            """)

    @Argument(
        help: ArgumentHelp(
            "The file or folder; or run/stage, key or question's id.", valueName: "path-or-id"),
        completion: .file())
    var path: String

    @OptionGroup var workspaceOption: WorkspaceOption

    @Option(help: "How many first rows to show.")
    var rows = 3

    @Option(
        help: ArgumentHelp("Write the question's first picture here.", valueName: "file"),
        completion: .file())
    var picture: String?

    @Flag(help: "Print one JSON object with the same facts.")
    var json = false

    @OptionGroup var terminal: TerminalOptions

    func validate() throws {
        guard !(0...1000).contains(rows) else { return }
        throw ValidationError("--rows must be between 0 and 1000, not \(rows)")
    }

    func run() throws {
        let found = try Inspected.find(path, workspaceOption)
        if picture != nil {
            guard case .question = found else {
                throw Fault(.usage, "--picture needs a question's id, which `\(path)` is not")
            }
        }
        switch found {
        case .path(let path):
            let inspection = try FileInspection(path, rows: rows)
            write(inspection.text, inspection.json)
            if let refusal = inspection.refusal { throw refusal }
        case .artifact(let artifact, let workspace):
            let report = try ArtifactReport(artifact, in: workspace)
            write(report.text, report.json)
        case .question(let id, let search):
            if let picture { try write(search, to: picture) }
            write(QuestionText.text(id, search), QuestionText.json(id, search))
        }
    }

    private func write(_ text: String, _ value: JSONValue) {
        OutputStream.standardOutput.write(json ? value.serialized + "\n" : text)
    }

    private func write(_ search: QuestionSearch, to file: String) throws(Fault) {
        guard let first = search.question?.pictures.first else {
            throw Fault(.badInput, "the question `\(path)` has no picture")
        }
        try FileSystem.write(try search.bytes(of: first), to: file)
    }
}

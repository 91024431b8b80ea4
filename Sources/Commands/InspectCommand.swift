import ArgumentParser
import Engine
import Records
import Stages

/// `pipeline inspect`: what a file or folder holds.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Shows what a file or folder holds: schema, counts, codecs, first rows.",
        discussion: """
            Parquet, JSON, JSON Lines, CSV, TSV, tar and zip archives, packed ones, pictures, index \
            files and folders. It reads headers, footers and first rows only, so it takes \
            milliseconds at any size. What an ingest would refuse is said, and ends with status 65.
            """)

    @Argument(help: "The file or folder.", completion: .file())
    var path: String

    @Option(help: "How many first rows to show.")
    var rows = 3

    @Flag(help: "Print one JSON object with the same facts.")
    var json = false

    func validate() throws {
        guard !(0...1000).contains(rows) else { return }
        throw ValidationError("--rows must be between 0 and 1000, not \(rows)")
    }

    func run() throws {
        let inspection = try FileInspection(path, rows: rows)
        OutputStream.standardOutput.write(
            json ? inspection.json.serialized + "\n" : inspection.text)
        if let refusal = inspection.refusal { throw refusal }
    }
}

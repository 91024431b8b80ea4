import ArgumentParser
import Records
import Storage

/// `memory`: the peak memory of ingest by the number of rows.
struct MemoryBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "memory",
        abstract: "Peak memory and time of `pipeline ingest` by the number of rows.",
        discussion: "The rows are generated: five about each picture, not one after another, and"
            + " 4,000 different pictures of 28×28 pixels under as many names as it takes. Each"
            + " ingest is a process of the built tool, with its usual settings.")

    @Option(help: "Rows; may be given several times.")
    var rows = [20_000, 200_000, 1_000_000]

    @Option(help: "The built tool.")
    var binary = ".build/release/pipeline"

    func validate() throws {
        if rows.contains(where: { $0 < 1 }) { throw ValidationError("--rows must be at least 1") }
    }

    func run() async throws {
        var table = ResultTable("rows", "wall s", "cpu s", "cpu us a row", "peak MiB")
        for count in rows {
            try await TemporaryFolder.with { folder in
                let dataset = try RowCorpus.write(count: count, into: folder + "/corpus")
                let process = try ChildProcess.run([
                    binary, "ingest", dataset, "--out", folder + "/out", "--json", "--quiet",
                ])
                table.add(
                    "\(count)", Figure.fixed(process.sample.wall, 1),
                    Figure.fixed(process.sample.cpu, 1),
                    Figure.fixed(process.sample.cpu / Double(count) * 1e6, 1),
                    Figure.fixed(process.peakMebibytes, 1))
            }
        }
        table.print()
    }
}

import ArgumentParser
import Images
import Ingest
import Manifests
import Records
import Storage

/// `ingest`: checking, hashing and sharding pictures.
struct IngestBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Ingest of a generated corpus of PNG files, or of a manifest's data sets.")

    @OptionGroup var options: BenchmarkOptions

    @Option(help: "Pictures of the generated corpus.")
    var pictures = 4000

    @Option(help: "A manifest whose data sets are ingested instead.")
    var manifest: String?

    @Option(help: "The folder of the manifest's data.")
    var dataRoot: String?

    func run() async throws {
        try await TemporaryFolder.with { folder in
            let datasets: [DatasetSpecification]
            if let manifest {
                let overrides = dataRoot.map { [("data_root", $0)] } ?? []
                datasets = try ManifestLoader.load(path: manifest, overrides: overrides).datasets
            } else {
                datasets = [try PictureCorpus.write(count: pictures, into: folder + "/corpus")]
            }
            try await measure(datasets, folder)
        }
    }

    private func measure(_ datasets: [DatasetSpecification], _ folder: String) async throws {
        var outputs = 0
        var pictureCount = 0
        let samples = try await Sample.measure(options.repetitions) { repetition in
            let summary = try await ingest(datasets, into: "\(folder)/\(repetition)")
            (outputs, pictureCount) = (summary.accounting.outputs, summary.pictureCount)
            try FileSystem.remove("\(folder)/\(repetition)")
        }
        var table = ResultTable(
            "ingest", "jobs", "pictures", "questions", "wall s", "cpu s", "pictures/cpu s",
            "questions/cpu s")
        table.add(
            datasets.map(\.name).joined(separator: "+"), "\(options.jobs)",
            "\(pictureCount)", "\(outputs)",
            Figure.fixed(samples.wall, 2), Figure.fixed(samples.cpu, 2),
            Figure.fixed(Double(pictureCount) / samples.cpu, 0),
            Figure.fixed(Double(outputs) / samples.cpu, 0))
        table.print()
    }

    /// Plan, units and merge, as the stage runs them, without receipts.
    private func ingest(
        _ datasets: [DatasetSpecification], into folder: String
    ) async throws -> IngestSummary {
        let ingestion = Ingestion(
            datasets, settings: IngestSettings(),
            access: SourceAccess(identity: .status, cacheFolder: folder + "/cache"))
        let units = try ingestion.plan()
        let folders = try await ParallelMap.run(units.count, jobs: options.jobs) {
            index throws(Fault) in
            let own = "\(folder)/units/\(units[index].name)"
            try FileSystem.createFolder(own)
            _ = try ingestion.run(units[index], into: own)
            return own
        }
        return try ingestion.merge(
            zip(units, folders).map { (unit: $0, folder: $1) }, into: folder + "/merged")
    }
}

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
        abstract:
            "Ingest of a generated corpus of PNG files, of a manifest's data sets, or of JPEGs.",
        discussion:
            "`--corpus` takes a folder with `questions.jsonl` and the pictures it names, as the"
            + " other benchmarks do. Peers are processes of their own on one thread; their processor"
            + " seconds count from after the imports. webdataset's ShardWriter checks, hashes, indexes"
            + " and syncs nothing; Pillow only loads the pictures; Data-Juicer measures texts and pictures and drops"
            + " exact duplicates of texts.")

    @OptionGroup var options: BenchmarkOptions

    @Option(help: "Pictures of the generated corpus.")
    var pictures = 4000

    @Option(help: "A manifest whose data sets are ingested instead.")
    var manifest: String?

    @Option(help: "The folder of the manifest's data.")
    var dataRoot: String?

    @Option(help: "A corpus that is ingested instead.")
    var corpus: String?

    @Option(
        help: "How closely the corpus is looked at: header, entropy or full.",
        transform: { text in
            guard let tier = PictureSettings.Tier(rawValue: text) else {
                throw ValidationError("`\(text)` is no tier: header, entropy or full")
            }
            return tier
        })
    var validate = PictureSettings.Tier.entropy

    @Flag(
        help:
            "Measure webdataset, Pillow and Data-Juicer on the corpus as well (scripts/python-peers)."
    )
    var peers = false

    func run() async throws {
        try await TemporaryFolder.with { folder in
            let datasets: [DatasetSpecification]
            if let manifest {
                let overrides = dataRoot.map { [("data_root", $0)] } ?? []
                datasets = try ManifestLoader.load(path: manifest, overrides: overrides).datasets
            } else if let corpus {
                datasets = [try PictureCorpus.jpeg(corpus, validate: validate)]
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
        } cleanUp: { repetition in
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
        let rate = Double(pictureCount) / samples.cpu
        if peers, let corpus {
            for (name, set, script) in IngestBenchmark.peers {
                let process = try ChildProcess.run(
                    [try ChildProcess.python(set), "scripts/peers/\(script[0])"]
                        + script.dropFirst() + [corpus, folder + "/theirs"])
                let left = folder + "/theirs"
                if try FileSystem.linkStatus(left) != nil { try FileSystem.remove(left) }
                let line = String(decoding: process.output, as: UTF8.self)
                guard let outcome = ShardsOutcome(line: line) else {
                    throw Fault(.internalError, "`\(script[0])` printed `\(line)`")
                }
                table.add(
                    "\(name), \(Figure.fixed(process.peakMebibytes, 0)) MiB, "
                        + "\(Figure.fixed(outcome.rate / rate, 2)) of ours", "1",
                    "\(outcome.count)", "", Figure.fixed(process.sample.wall, 2),
                    Figure.fixed(outcome.processorSeconds, 2), Figure.fixed(outcome.rate, 0), "")
            }
        }
        table.print()
    }

    /// What is measured beside it: names, sets of libraries, scripts and their first words.
    private static let peers: [(name: String, set: String?, script: [String])] = [
        ("webdataset write", nil, ["shards_webdataset.py", "write"]),
        ("Pillow load", nil, ["pillow_load.py"]),
        ("Data-Juicer", "data-juicer", ["data_juicer_process.py"]),
    ]

    /// Plan, units and merge, as the stage runs them, without receipts. What comes of it outlives a
    /// power cut.
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
        let merged = try AtomicFolder(for: folder + "/merged")
        let summary = try ingestion.merge(
            zip(units, folders).map { (unit: $0, folder: $1) }, into: merged.path)
        _ = try merged.publish()
        return summary
    }
}

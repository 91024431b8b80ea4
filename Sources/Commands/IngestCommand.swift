import ArgumentParser
import Engine
import Manifests
import Records
import Storage
import Terminal

/// `pipeline ingest`: takes in one data set, without a manifest.
struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Checks and shards one data set; goes on where an earlier ingest stopped.",
        discussion: """
            The output folder gets shards/ (WebDataset tars), index/, questions.jsonl, \
            rejects.parquet, lineage.parquet and summary.json. A second ingest into it does only \
            what changed. A split that had rows and of which no question is left ends it with status 65, \
            when all is written; `pipeline rejects` lists why.
            """)

    @Argument(help: "The data set, such as datasets/easy-vqa.yaml.", completion: .file())
    var dataset: String

    @Option(name: .customLong("out"), help: "The folder for the result.")
    var output: String

    @Option(help: "The folder that ${data_root} stands for.")
    var dataRoot: String?

    @OptionGroup var values: ValueOptions

    @Option(help: "The most samples in one shard.")
    var shardSamples = IngestSettings().shardSamples

    @Flag(help: "Also write the offsets that Energon reads, beside the tars.")
    var energonIndex = false

    @OptionGroup var options: RunOptions

    func validate() throws {
        // An empty text, as of a variable that is not set, would be the root of the file system.
        if output.isEmpty { throw ValidationError("--out must name a folder") }
        guard shardSamples < 1 else { return }
        throw ValidationError("--shard-samples must be at least 1, not \(shardSamples)")
    }

    func run() async throws {
        LargeBlocks.giveBack()
        let ingest = try DatasetIngest(self)
        let result = try await RunSession(ingest.prepared, options)
            .execute(namesRejects: false)
        try ingest.publish(result)
        if !options.printsJSON {
            OutputStream.standardOutput.write(try ingest.summary(result))
        } else {
            OutputStream.standardOutput.write(try ingest.json(result).serialized + "\n")
        }
        if let fault = try ingest.emptySplits(result) { throw fault }
    }
}

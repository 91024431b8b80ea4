import Engine
import Manifests
import Records
import Storage

/// An ingest of one data set into a folder: a run of one stage, whose workspace is in that folder.
struct DatasetIngest {
    /// The run.
    let prepared: PreparedRun
    private let output: String

    /// What of the stage's artifact becomes part of the folder.
    private static let tables = ["questions.jsonl", "rejects.parquet", "lineage.parquet"]
    private static let folders = ["shards", "index"]
    /// Says that the folder is whole: written last, removed first.
    private static let mark = "summary.json"

    /// Reads what the command line says.
    ///
    /// - Throws: `ManifestErrors` with everything that is wrong with the data set.
    init(_ command: IngestCommand) throws {
        let (dataset, sources) = try ManifestLoader.dataset(
            path: command.dataset, dataRoot: command.dataRoot,
            overrides: command.overrides.map { ($0.path, $0.value) })
        var settings = IngestSettings()
        settings.shardSamples = command.shardSamples
        settings.writesEnergonIndex = command.energonIndex
        output = command.output
        var words = ["pipeline", "ingest", command.dataset, "--out", command.output]
        if let root = command.dataRoot { words += ["--data-root", root] }
        for value in command.overrides { words += ["--set", "\(value.path)=\(value.value)"] }
        prepared = try PreparedRun(
            dataset: dataset, path: command.dataset, sources: sources, settings: settings,
            overrides: command.overrides,
            workspace: WorkspaceOption.workspace(at: command.output + "/.pipeline"),
            resumeCommand: words.map(ShellWord.quoted).joined(separator: " "))
    }

    /// Puts what the run published into the folder, in place of what lay there.
    func publish(_ result: RunResult) throws(Fault) {
        let artifact = try artifact(of: result)
        try FileSystem.remove("\(output)/\(DatasetIngest.mark)")
        for name in DatasetIngest.folders {
            try FileSystem.remove("\(output)/\(name)")
            try FileSystem.createFolder("\(output)/\(name)")
            for file in try FileSystem.list(artifact.path(name)) {
                try FileSystem.hardLink(
                    artifact.path("\(name)/\(file)"), at: "\(output)/\(name)/\(file)")
            }
        }
        for name in DatasetIngest.tables + [DatasetIngest.mark] {
            try FileSystem.remove("\(output)/\(name)")
            try FileSystem.hardLink(artifact.path(name), at: "\(output)/\(name)")
        }
        try FileSystem.sync(output)
    }

    /// The sum over rows, by reason, and where the result lies.
    func summary(_ result: RunResult) throws(Fault) -> String {
        let accounting = try artifact(of: result).receipt.accounting
        let rejects = accounting.rejects.values.reduce(0, +)
        var text = "\n\(accounting.inputs) inputs = "
        text += "\(accounting.outputs) questions + \(rejects) rejects\n"
        for (reason, count) in accounting.rejects.sorted(by: {
            ($1.value, $0.key) < ($0.value, $1.key)
        }) {
            text += "  \(count) \(reason)\n"
        }
        return text + "\(output)/shards, \(output)/questions.jsonl, \(output)/rejects.parquet\n"
    }

    /// The same for a script.
    func json(_ result: RunResult) throws(Fault) -> JSONValue {
        let receipt = try artifact(of: result).receipt
        return [
            "format": 1, "dataset": .string(prepared.name), "output": .string(output),
            "accounting": receipt.accounting.json,
            "ingest": receipt.details["ingest"] ?? .null,
        ]
    }

    private func artifact(of result: RunResult) throws(Fault) -> Artifact {
        guard let stage = result.stages.first else {
            throw Fault(.internalError, "the ingest ran no stage")
        }
        return stage.artifact
    }
}

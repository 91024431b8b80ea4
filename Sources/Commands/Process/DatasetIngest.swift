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
        try NamedFile.require(command.dataset, "the data set", usuallyIn: "datasets")
        try DatasetIngest.refuseData(command.dataset)
        if let root = command.dataRoot { try NamedFile.require(root, "the data root") }
        let (dataset, sources) = try ManifestLoader.dataset(
            path: command.dataset, dataRoot: command.dataRoot,
            parameters: try command.values.parameters().map { ParameterFile($0) },
            overrides: command.values.overrides.map { ($0.path, $0.value) })
        var settings = IngestSettings()
        settings.shardSamples = command.shardSamples
        settings.writesEnergonIndex = command.energonIndex
        output = command.output
        try DatasetIngest.refuseInside(dataset, command.output)
        var words = ["pipeline", "ingest", command.dataset, "--out", command.output]
        if command.shardSamples != IngestSettings().shardSamples {
            words += ["--shard-samples", "\(command.shardSamples)"]
        }
        if command.energonIndex { words.append("--energon-index") }
        if let root = command.dataRoot { words += ["--data-root", root] }
        words += command.values.words
        prepared = try PreparedRun(
            dataset: dataset, path: command.dataset, sources: sources, settings: settings,
            overrides: command.values.overrides,
            workspace: WorkspaceOption.workspace(at: command.output + "/.pipeline"),
            resumeCommand: words.map(ShellWord.quoted).joined(separator: " "))
        try refuseForeign()
    }

    /// Puts what the run published into the folder, in place of what an earlier ingest left there.
    ///
    /// - Throws: a `Fault` where another ingest publishes there now, or an artifact is not as it was.
    func publish(_ result: RunResult) throws(Fault) {
        let artifact = try artifact(of: result)
        guard let lock = try FileLock(path: "\(output)/.pipeline/publish.lock") else {
            throw Fault(
                .tryAgain, "another ingest puts its result into `\(output)`",
                remedy: "give each data set a folder of its own")
        }
        try refuseForeign()
        for file in artifact.receipt.files {
            // Published files are linked, so whoever wrote into one here changed it there.
            guard try FileSystem.status(artifact.path(file.path))?.byteCount == file.byteCount
            else {
                throw Fault(
                    .badInput, "`\(artifact.path(file.path))` is not as it was published",
                    remedy: "remove `\(artifact.folder)` and ingest again")
            }
        }
        try FileSystem.remove("\(output)/\(DatasetIngest.mark)")
        try FileSystem.write(Array("\(prepared.name)\n".utf8), to: ownMark)
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
        lock.release()
    }

    /// Says that what lies in the folder is an ingest's.
    private var ownMark: String { "\(output)/.pipeline/published" }

    /// Makes sure that the folder is empty, or holds nothing but what ingests of this data set wrote.
    ///
    /// - Throws: a `Fault` of code `cannotCreate`; nothing is written then.
    private func refuseForeign() throws(Fault) {
        guard try FileSystem.status(output)?.kind == .folder else { return }
        let remedy = "name a new or an empty folder with `--out`"
        if try FileSystem.status(ownMark) != nil {
            let owner = String(decoding: try FileSystem.read(ownMark), as: UTF8.self)
            guard owner != "\(prepared.name)\n" else { return }
            throw Fault(
                .cannotCreate,
                "`\(output)` holds the data set `\(owner.filter { $0 != "\n" })`, not "
                    + "`\(prepared.name)`",
                remedy: remedy)
        }
        let names = try FileSystem.list(output).filter { $0 != ".pipeline" }.sorted()
        if let first = names.first {
            throw Fault(
                .cannotCreate, "`\(output)/\(first)` is there and was not written by an ingest",
                remedy: remedy)
        }
        // What an ingest that did not come to its end left behind.
        let runs = try RunFolder.all(in: prepared.workspace).map(\.name)
        if let other = runs.first(where: { $0 != prepared.name }) {
            throw Fault(
                .cannotCreate, "an ingest of the data set `\(other)` was begun in `\(output)`",
                remedy: remedy)
        }
    }

    /// Makes sure that no pattern finds what the ingest itself writes.
    private static func refuseInside(_ dataset: DatasetSpecification, _ output: String)
        throws(Fault)
    {
        let patterns = dataset.splits.flatMap(\.annotations)
        guard patterns.contains(where: { $0.contains("**") }),
            let root = try? FileSystem.realPath(dataset.root)
        else { return }
        // The folder may not be there yet: the nearest one above it that is.
        var folder = WorkspaceOption.absolute(output)
        while (try? FileSystem.status(folder)) ?? nil == nil, folder != "/" {
            let end = folder.lastIndex(of: "/") ?? folder.startIndex
            folder = end == folder.startIndex ? "/" : String(folder[..<end])
        }
        let real = try FileSystem.realPath(folder)
        guard real == root || real.hasPrefix(root == "/" ? "/" : root + "/") else { return }
        throw Fault(
            .badInput, "`\(output)` lies in the data root, where `**` would find what is written",
            remedy: "name a folder outside `\(dataset.root)` with `--out`")
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
        text += "\(output)/shards, \(output)/questions.jsonl, \(output)/rejects.parquet\n"
        return rejects > 0 ? text + "\(listing) lists them\n" : text
    }

    /// The command that lists the rejects.
    private var listing: String { "`pipeline rejects \(ShellWord.quoted(output))`" }

    /// Why the result is of no use, though all of it is written: a split had rows, and has no question.
    func emptySplits(_ result: RunResult) throws(Fault) -> Fault? {
        let ingest = try artifact(of: result).receipt.details["ingest"]
        let splits = (ingest?["empty_splits"]?.arrayValue ?? []).map { split in
            let reasons = (split["rejects"]?.objectValue ?? []).map { reason in
                (reason.name, reason.value.integerValue ?? 0)
            }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
            let listed = reasons.prefix(3).map { "\(Format.count($0.1)) \($0.0)" }
                .joined(separator: ", ")
            let inputs = split["inputs"]?.integerValue ?? 0
            return "`\(split["split"]?.stringValue ?? "")`: 0 questions of "
                + "\(Count.of(inputs, "input")) (\(listed))"
        }
        guard !splits.isEmpty else { return nil }
        return Fault(
            .badInput,
            "\(splits.count == 1 ? "a split has" : "\(splits.count) splits have") no question: "
                + splits.joined(separator: "; "),
            remedy: "\(listing) lists the rejects with their places")
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

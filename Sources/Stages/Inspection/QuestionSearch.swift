public import Engine
public import Records
import Storage

/// A question by its id: what it is, and what the stages of the workspace's runs hold of it.
public struct QuestionSearch: Sendable {
    /// A stage's artifact that holds rows about the question.
    public struct Holding: Sendable {
        /// The stages whose artifact this is, as `run/stage`.
        public var stages: [String]
        /// Its rows, by file and in the order of the file.
        public var rows: [(file: String, row: JSONValue)]
    }

    /// The question, from the first artifact that holds it.
    public private(set) var question: Question?
    /// The folder of the shards that hold its pictures.
    public private(set) var shardFolder: String?
    /// The artifacts that hold something about it, in the order of the runs and their stages.
    public private(set) var holdings: [Holding] = []

    private let id: String
    private let needle: [UInt8]

    /// Searches the artifacts of every run's stages for a question. Ids are told apart by their
    /// bytes.
    ///
    /// - Throws: a `Fault` if runs or tables cannot be read.
    public init(_ id: String, in workspace: Workspace) throws(Fault) {
        self.id = id
        // As it stands in a row, without its quotes.
        needle = Array(JSONValue.string(id).serialized.utf8.dropFirst().dropLast())
        var keys: [Digest] = []
        var stages: [Digest: [String]] = [:]
        var artifacts: [Digest: Artifact] = [:]
        for folder in try RunFolder.all(in: workspace) {
            guard let record = try RunRecord.read(in: folder) else { continue }
            for stage in record.stages {
                if stages[stage.key] == nil {
                    keys.append(stage.key)
                    artifacts[stage.key] = workspace.artifact(kind: stage.kind, key: stage.key)
                }
                stages[stage.key, default: []].append("\(record.name)/\(stage.name)")
            }
        }
        for key in keys {
            guard let artifact = artifacts[key], !needle.isEmpty else { continue }
            let rows = try rows(in: artifact)
            guard !rows.isEmpty else { continue }
            holdings.append(Holding(stages: stages[key] ?? [], rows: rows))
        }
    }

    /// The bytes of one of the question's pictures.
    ///
    /// - Throws: a `Fault` if the shard cannot be read or holds other bytes there.
    public func bytes(of picture: Picture) throws(Fault) -> [UInt8] {
        guard let shardFolder else {
            throw Fault(.noInput, "no artifact of the workspace has the shard `\(picture.shard)`")
        }
        return try ShardReader(shardFolder: shardFolder).bytes(of: picture, isVerified: true)
    }

    private mutating func rows(in artifact: Artifact) throws(Fault) -> [(String, JSONValue)] {
        var rows: [(String, JSONValue)] = []
        for file in artifact.receipt.files {
            let path = artifact.path(file.path)
            if file.path.hasSuffix(".jsonl") {
                for line in try LineSearch.lines(containing: needle, in: path) {
                    guard let row = try? JSONReader.parse(line.bytes, file: path), isAbout(row)
                    else { continue }
                    rows.append((file.path, row))
                    if file.path == "questions.jsonl" { take(row, from: artifact) }
                }
            } else if file.path.hasSuffix(".parquet"), !file.path.utf8.contains(UInt8(ascii: "/")) {
                try ParquetTableReader.forEach(AnyRow.self, from: path) { row in
                    if isAbout(row.json) { rows.append((file.path, row.json)) }
                }
            }
        }
        return rows
    }

    /// Whether a row is the question's, or says something of it.
    private func isAbout(_ row: JSONValue) -> Bool {
        let told = row["id"] ?? row["question"]
        return told?.stringValue?.utf8.elementsEqual(id.utf8) == true
    }

    private mutating func take(_ row: JSONValue, from artifact: Artifact) {
        question = question ?? (try? Question(json: row))
        guard let picture = question?.pictures.first, shardFolder == nil,
            artifact.receipt.file("shards/\(picture.shard).tar") != nil
        else { return }
        shardFolder = artifact.path("shards")
    }
}

/// A row of any table.
private struct AnyRow: TableRow {
    let json: JSONValue

    init(json: JSONValue) { self.json = json }
}

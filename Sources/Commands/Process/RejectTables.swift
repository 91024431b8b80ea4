import Engine
import Records
import Storage

/// Finds the tables of rejects that a word on the command line stands for.
enum RejectTables {
    /// A table of rejects; no path where there are none.
    struct Table {
        /// What people call it: a folder, or run/stage.
        var name: String
        /// The file.
        var path: String?
    }

    private static let files = ["rejects.parquet", "rejects.jsonl"]

    /// The tables of a folder or a file, of the stages of a run, or of one stage.
    ///
    /// - Throws: a `Fault` of code `noInput` if it is none of these.
    static func find(_ text: String, _ option: WorkspaceOption) throws -> [Table] {
        if let status = try FileSystem.status(text) {
            if status.kind == .file, files.contains(where: { text.hasSuffix($0) }) {
                return [Table(name: text, path: text)]
            }
            if let path = try table(in: text) { return [Table(name: text, path: path)] }
        }
        if let tables = try tables(ofRun: text, option) { return tables }
        if case .artifact(let artifact, _) = try Inspected.find(text, option) {
            return [Table(name: text, path: try table(in: artifact.folder))]
        }
        throw Fault(
            .noInput, "`\(text)` has no rejects.parquet or rejects.jsonl",
            remedy: "name the folder of `pipeline ingest --out`, a run, or RUN/STAGE")
    }

    private static func table(in folder: String) throws(Fault) -> String? {
        for file in files {
            let path = "\(folder)/\(file)"
            if try FileSystem.status(path)?.kind == .file { return path }
        }
        return nil
    }

    /// The tables of a run's stages that have one, in the order in which they run; nothing if there is
    /// no such run.
    private static func tables(
        ofRun text: String, _ option: WorkspaceOption
    ) throws -> [Table]? {
        let isManifest = text.hasSuffix(".yaml") || text.hasSuffix(".yml")
        guard isManifest || !text.contains("/") else { return nil }
        let run = try NamedRun(text, option)
        guard let record = try RunRecord.read(in: run.folder) else { return nil }
        var tables: [Table] = []
        for stage in record.stages {
            let folder = run.workspace.artifactFolder(kind: stage.kind, key: stage.key)
            if let path = try table(in: folder) {
                tables.append(Table(name: "\(record.name)/\(stage.name)", path: path))
            }
        }
        return tables
    }
}

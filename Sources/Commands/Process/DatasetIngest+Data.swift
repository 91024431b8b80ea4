import Engine
import Records
import Storage

extension DatasetIngest {
    /// The endings of files that hold data, not what describes them.
    private static let dataEndings = [
        "parquet", "jsonl", "ndjson", "json", "csv", "tsv", "tar", "tgz", "zip", "gz", "zst", "bz2",
        "xz", "arrow", "feather",
    ]

    /// Makes sure that what is named is not the data themselves.
    ///
    /// - Throws: a `Fault` of code `usage` that says how a data set is made of them.
    static func refuseData(_ path: String) throws(Fault) {
        let isFolder = try FileSystem.status(path)?.kind == .folder
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let ending =
            name.split(separator: ".").count > 1
            ? name.split(separator: ".").last.map { $0.lowercased() } ?? "" : ""
        let isBinary = isFolder ? false : try isBinary(path)
        guard isFolder || isBinary || dataEndings.contains(ending) else { return }
        let dot = name.firstIndex(of: ".") ?? name.endIndex
        let words = name[..<dot].lowercased().utf8
            .split { !(97...122).contains($0) && !(48...57).contains($0) }
            .map { String(Substring($0)) }
        let made = words.isEmpty ? "NAME" : words.joined(separator: "-")
        throw Fault(
            .usage, "`\(path)` is \(isFolder ? "a folder" : "data"), not the YAML of a data set",
            remedy: "`pipeline new dataset \(made) --from \(ShellWord.quoted(path))` writes one")
    }

    /// Whether a file begins with what no YAML has.
    private static func isBinary(_ path: String) throws(Fault) -> Bool {
        guard try FileSystem.status(path)?.kind == .file else { return false }
        let map = try MappedFile(path)
        return ByteSlice(map, 0..<min(map.count, 4096)).bytes.contains(0)
    }
}

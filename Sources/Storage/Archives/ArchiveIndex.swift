/// Where the good files of a tar lie, and what was found in it.
public struct ArchiveIndex: Sendable {
    /// The good files, in the archive's order.
    public internal(set) var entries: [ArchiveEntry] = []
    /// What was found.
    public var report = ArchiveReport()
    private var positions: [[UInt8]: Int] = [:]

    init() {}

    /// The file of a name, by its exact bytes: `é` as one scalar and as two are two files.
    public subscript(name: some Sequence<UInt8>) -> ArchiveEntry? {
        positions[Array(name)].map { entries[$0] }
    }

    /// The file of a name, by its exact bytes.
    public subscript(name: String) -> ArchiveEntry? { self[name.utf8] }

    mutating func add(_ entry: ArchiveEntry) {
        positions[entry.nameBytes] = entries.count
        entries.append(entry)
        report.fileCount += 1
        report.byteCount += entry.byteCount
    }
}

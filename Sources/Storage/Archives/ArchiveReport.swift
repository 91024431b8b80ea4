public import Records

/// What was found in an archive.
public struct ArchiveReport: Sendable, Hashable {
    /// How many entries it has, folders and refused ones included.
    public var entryCount = 0
    /// How many files of it are good.
    public var fileCount = 0
    /// How many bytes those have.
    public var byteCount = 0
    /// The entries that are refused, in their order.
    public var refusals: [ArchiveProblem] = []
    /// What else a reader of the report should know, each reason once.
    public var notes: [ArchiveNote] = []

    /// Counts a note, and keeps its first detail.
    mutating func note(_ reason: ArchiveReason, _ detail: @autoclosure () -> String) {
        if let index = notes.firstIndex(where: { $0.reason == reason }) {
            notes[index].count += 1
        } else {
            notes.append(ArchiveNote(reason: reason, count: 1, detail: detail()))
        }
    }
}

extension ArchiveReport: TableRow {
    /// The report as an object, to be kept beside what was unpacked.
    public var json: JSONValue {
        .object([
            .init("entries", .integer(entryCount)),
            .init("files", .integer(fileCount)),
            .init("bytes", .integer(byteCount)),
            .init("refusals", .array(refusals.map(\.json))),
            .init("notes", .array(notes.map(\.json))),
        ])
    }

    /// A report from its object.
    public init(json: JSONValue) throws(Fault) {
        entryCount = try json.column("entries", \.integerValue)
        fileCount = try json.column("files", \.integerValue)
        byteCount = try json.column("bytes", \.integerValue)
        for problem in try json.column("refusals", \.arrayValue) {
            refusals.append(try ArchiveProblem(json: problem))
        }
        for note in try json.column("notes", \.arrayValue) {
            notes.append(try ArchiveNote(json: note))
        }
    }
}

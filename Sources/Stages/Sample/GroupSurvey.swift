import Records
import Storage

/// What `groups.parquet` says before anything is labelled: which kinds there are, and whether each
/// question is there once. Memory does not grow with the table.
struct GroupSurvey {
    /// The kinds of draws.
    private(set) var kinds: Set<RolloutKind> = []
    /// How many questions have answers.
    private(set) var questionCount = 0

    /// Looks through a table.
    ///
    /// - Parameter folder: a folder for what memory does not hold.
    /// - Throws: a `Fault` of code `badInput` if questions are there several times.
    init(_ path: String, spillingTo folder: String) throws(Fault) {
        var keys = RecordSorter<Key128>(in: SpillSpace(folder: folder))
        let cursor = try ParquetTableCursor<DrawGroup>(path)
        while let group = try cursor.next() {
            kinds.insert(group.kind)
            guard group.kind == .answer else { continue }
            questionCount += 1
            try keys.append(GroupSurvey.key(group.question))
        }
        var sorted = try keys.sorted()
        var last: Key128?
        var repeated: (key: Key128, rows: Int)?
        while let key = try sorted.next() {
            if key == last { repeated = (repeated?.key ?? key, (repeated?.rows ?? 0) + 1) }
            last = key
        }
        guard let repeated else { return }
        throw Fault(
            .badInput,
            "\(repeated.rows) of \(questionCount) questions are there before, the first of them "
                + "`\(try GroupSurvey.name(of: repeated.key, path))`; expected each id once",
            remedy: "give each question an id of its own, or remove the copies")
    }

    /// The kinds of draws that a table tells of.
    static func kinds(_ path: String) throws(Fault) -> Set<RolloutKind> {
        var kinds: Set<RolloutKind> = []
        let cursor = try ParquetTableCursor<DrawGroup>(path)
        while let group = try cursor.next() { kinds.insert(group.kind) }
        return kinds
    }

    /// A question's id as a key.
    static func key(_ question: String) -> Key128 {
        Key128(SHA256.digest(of: Array(question.utf8)))
    }

    private static func name(of key: Key128, _ path: String) throws(Fault) -> String {
        let cursor = try ParquetTableCursor<DrawGroup>(path)
        while let group = try cursor.next() {
            if GroupSurvey.key(group.question) == key { return group.question }
        }
        return ""
    }
}

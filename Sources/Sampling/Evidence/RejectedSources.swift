import Records
import Storage

/// How many questions of each source no policy was asked.
struct RejectedSources {
    /// The sources, sorted by their bytes.
    private(set) var sources: [(name: String, count: Int, reasons: [(name: String, count: Int)])] =
        []

    /// No questions.
    init() {}

    /// Counts the rows of a table of rejects.
    init(_ path: String) throws(Fault) {
        let cursor = try TableCursor<Reject>(path)
        while let reject = try cursor.next() { add(reject) }
        sources.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private mutating func add(_ reject: Reject) {
        let known = sources.firstIndex { $0.name.utf8.elementsEqual(reject.source.utf8) }
        let place = known ?? sources.count
        if known == nil { sources.append((reject.source, 0, [])) }
        sources[place].count += 1
        if let reason = sources[place].reasons.firstIndex(where: { $0.name == reject.reason }) {
            sources[place].reasons[reason].count += 1
        } else {
            sources[place].reasons.append((reject.reason, 1))
        }
    }
}

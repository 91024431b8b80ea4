public import Records
import Storage

/// The responses that a unit has drawn so far, kept over kills.
///
/// Only responses are kept: a draw that never came is asked for again when the unit goes on.
public final class DrawJournal {
    /// A response waits so long for the disk at most.
    static let unsyncedTime = RecordLog.unsyncedTime

    private let log: RecordLog
    /// What was there when the journal was opened, each draw once. Emptied by `takeRecorded`.
    private var recorded: [DrawOutcome] = []

    /// Opens a journal, and makes it where there is none. `key` stands for all that decides the
    /// draws; a journal of another key is emptied.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public init(_ path: String, key: Digest) throws(Fault) {
        var found: [DrawOutcome] = []
        var seen: Set<Place> = []
        log = try RecordLog(path, key: key) { record throws(Fault) in
            guard let outcome = DrawRecord.outcome(record) else {
                throw Fault(
                    .internalError, "`\(path)` holds a record of \(record.count) bytes that is none"
                )
            }
            // A run that died between a write and its word of it may draw again; the first counts.
            if seen.insert(Place(prompt: outcome.prompt, draw: outcome.draw)).inserted {
                found.append(outcome)
            }
        }
        recorded = found
    }

    private struct Place: Hashable {
        var prompt: Int
        var draw: Int
    }

    /// What was drawn before, in the order in which it came.
    public func takeRecorded() -> [DrawOutcome] {
        defer { recorded = [] }
        return recorded
    }

    /// Keeps the responses among some outcomes.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public func append(_ outcomes: [DrawOutcome]) throws(Fault) {
        try log.append(outcomes.lazy.compactMap { DrawRecord.bytes($0) })
    }

    /// Whether responses wait for the disk.
    public var hasUnsynced: Bool { log.hasUnsynced }

    /// Waits until all responses are on the disk.
    public func sync() throws(Fault) { try log.sync() }
}

import Records
import Storage

/// A task that was sent, and what is known of its ranges that are under way.
struct Submission: Sendable {
    /// A range that is under way.
    struct Live: Sendable {
        /// The places of its units among the stage's.
        var units: [Int]
        /// What its workers say.
        var report: GrowingFile
        /// The units that its workers say are published.
        var told: Set<Int> = []
        /// The units that its workers say have failed, and that were not taken in yet.
        var failed: [Int: Failed] = [:]
        /// When something was last heard of it: a sign of life, or the service's word that it waits.
        var heard = ContinuousClock.now
        /// Since when it is known to be over; what it published may not be seen yet.
        var over: ContinuousClock.Instant?
        /// What the service last said of it.
        var state = JobState(.unknown, "")
        /// Whether a worker has said something.
        var hasReport = false

        /// Whether nothing shows that it ever began.
        var wasNeverSeen: Bool { state.phase == .unknown && !hasReport }
    }

    /// What ended a unit, and what it took.
    struct Failed: Sendable {
        var fault: Fault
        var cost: Cost?
    }

    let task: RemoteTask
    /// The ranges under way.
    var live: [Int: Live]

    init(_ task: RemoteTask, units: [Int: [Int]]) {
        self.task = task
        live = [:]
        for (range, places) in units {
            live[range] = Live(units: places, report: GrowingFile(task.reportPath(range)))
        }
    }
}

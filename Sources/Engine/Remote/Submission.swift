import Records
import Storage

/// A task of this round, and what is known of its ranges that are under way.
struct Submission: Sendable {
    /// A range that is under way.
    struct Live: Sendable {
        /// The places of its units among the stage's.
        var units: [Int]
        /// What its workers say.
        var report: GrowingFile
        /// The units that its workers say are published, and that are not seen yet.
        var told: Set<Int> = []
        /// The units that its workers say have failed, and that were not taken in yet.
        var failed: [Int: Failed] = [:]
        /// When something was last heard of it: a sign of life, or the service's word that it waits.
        var heard = ContinuousClock.now
        /// Since when the service says that it is over; nothing if it says otherwise.
        var over: ContinuousClock.Instant?
        /// Since when its last worker says that it has come to the end.
        var finished: ContinuousClock.Instant?
        /// Since when the service, asked, does not know of it.
        var unseen: ContinuousClock.Instant?
        /// What the service last said of it.
        var state = JobState(.unknown, "")
        /// Whether a worker has said something.
        var hasReport = false

        /// Whether nothing shows that it ever began.
        var wasNeverSeen: Bool { state.phase == .unknown && !hasReport }
        /// Whether only a look at the service can tell more: it waits, and nobody writes a report.
        var isOnlyWaiting: Bool { state.phase == .waiting && !hasReport }

        /// Whether its job ended, or was forgotten, before it began.
        var wasNeverBegun: Bool { isOnlyWaiting || (state.neverBegan && !hasReport) }

        /// Takes in what the service says of it; nothing if it was not asked in vain.
        mutating func note(_ state: JobState?, isAnswered: Bool) {
            let now = ContinuousClock.now
            if let state, state.phase != .unknown { self.state = state }
            // Whoever does not answer takes nothing either: there is nothing to be done.
            if !isAnswered || state?.phase == .waiting { heard = now }
            switch state?.phase {
            case .over: over = over ?? now
            // What was lost with its node may have been queued again.
            case .waiting, .running: over = nil
            case .unknown, nil: break
            }
            unseen = isAnswered && state == nil ? unseen ?? now : nil
        }

        /// What has become of it.
        ///
        /// - Parameter isShown: whether the service should know of it.
        func fate(_ settings: RemoteExecutor.Settings, isShown: Bool) -> RangeFate {
            if units.isEmpty { return .done }
            let now = ContinuousClock.now
            if let end = [over, finished].compactMap(\.self).min(), now - end >= settings.lag {
                if told.isEmpty { return .ended }
                return now - end >= settings.patience ? .unpublished : .goesOn
            }
            // What the service did not take is sent as it is, however long that takes.
            if wasNeverSeen, !isShown { return .goesOn }
            if let unseen {
                if wasNeverSeen {
                    if now - unseen >= settings.lag { return .unseen }
                } else if now - max(heard, unseen) >= settings.oblivion {
                    // It may live on as an orphan, and then it is heard.
                    return .silent
                }
            }
            return now - heard >= settings.silence ? .silent : .goesOn
        }
    }

    /// What ended a unit, and what it took.
    struct Failed: Sendable {
        var fault: Fault
        var cost: Cost?
    }

    let task: RemoteTask
    /// The ranges under way.
    var live: [Int: Live]
    /// Whether an earlier driver sent it.
    let isAdopted: Bool
    /// Whether the service said that it takes it. It may have taken it without saying so.
    var isAccepted = false
    /// Whether the service has told of any of its ranges in this session.
    var isKnown = false
    /// Whether the service, asked, knew nothing of it since it was sent last.
    var isAbsent = false

    /// Whether the service should know of its ranges.
    var shouldBeShown: Bool { isAccepted || isKnown }
    /// Whether it is known that the service did not take it.
    var isToBeSentAgain: Bool { !isAccepted && !isKnown && isAbsent && !live.isEmpty }

    /// A task with the places of each range's units.
    ///
    /// - Parameter isAdopted: whether an earlier driver sent it: what its workers said until now was
    ///   heard by that one.
    init(_ task: RemoteTask, units: [Int: [Int]], isAdopted: Bool) {
        self.task = task
        self.isAdopted = isAdopted
        isAccepted = isAdopted
        live = [:]
        for (range, places) in units {
            let path = task.reportPath(range)
            live[range] = Live(
                units: places,
                report: isAdopted ? GrowingFile(path, last: 0) : GrowingFile(path))
        }
    }

    /// Takes in what the service says of its ranges.
    mutating func note(_ states: [Int: JobState]?, isAnswered: Bool) {
        if states?.isEmpty == false { isKnown = true }
        if isAnswered, states?.isEmpty != false { isAbsent = true }
        for range in live.keys { live[range]?.note(states?[range], isAnswered: isAnswered) }
    }
}

/// What becomes of a range that was under way.
enum RangeFate: Hashable, Sendable {
    /// It is waited for.
    case goesOn
    /// All its units are published or given up.
    case done
    /// It has come to an end, and left units undone.
    case ended
    /// Its workers say that units are published which cannot be seen.
    case unpublished
    /// It is said to run, and nobody hears of it.
    case silent
    /// The service does not know of it, and never did.
    case unseen
}

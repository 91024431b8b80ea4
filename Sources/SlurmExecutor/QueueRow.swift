import Engine
import Records

/// What Slurm says of one job, or of one element of an array.
struct QueueRow: Hashable, Sendable {
    /// The job's number; that of the array for an element.
    var job: Int
    /// The elements that the row is about; nothing for a job without any.
    var elements: IndexList?
    /// The state, as Slurm calls it: `PENDING`, `NODE_FAIL`.
    var state: String
    /// Why it is in that state; `None` where there is no reason.
    var reason: String
    /// The comment that it was sent with. It tells whose job it is; a number alone may be another's.
    var comment: String

    /// The fields that are asked of `squeue`.
    static let queueFormat = "%i|%T|%r|%k"
    /// The same of `sacct`, which may keep no comments: a job has its comment for a name, too.
    static let accountFormat = "JobID,State,Reason,JobName"

    /// Reads a row; nothing where it is none, or was cut off before its comment.
    init?(_ line: Substring) {
        // What a comment holds is its own business.
        let fields = line.split(separator: "|", maxSplits: 3, omittingEmptySubsequences: false)
        guard fields.count == 4, let state = fields[1].split(separator: " ").first else {
            return nil
        }
        // `sacct` says by whom: `CANCELLED by 1000`.
        self.state = String(state)
        reason = String(fields[2])
        comment = String(fields[3])
        let name = fields[0].split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
        guard let number = name.first, number.utf8.allSatisfy({ $0 &- 48 < 10 }),
            let job = Int(number)
        else { return nil }
        self.job = job
        guard name.count == 2 else { return }
        var list = name[1]
        if list.first == "[" {
            guard list.last == "]" else { return nil }
            list = list.dropFirst().dropLast()
        }
        guard let elements = IndexList(list) else { return nil }
        self.elements = elements
    }

    /// The rows of a table; lines that are none are passed over, and what is not told is not known.
    static func rows(_ text: String) -> [QueueRow] {
        text.split(separator: "\n").compactMap { QueueRow($0) }
    }

    /// The state as people know it, with why it is in it.
    var words: String { reason == "None" || reason.isEmpty ? state : "\(state), \(reason)" }

    /// Why it may wait for ever; nothing for what passes by itself.
    var warning: String? {
        let lasting = [
            "BadConstraints", "JobHeld", "PartitionTimeLimit", "PartitionNodeLimit",
            "PartitionDown", "PartitionInactive", "AccountNotAllowed", "QOSNotAllowed",
            "InvalidAccount", "InvalidQOS", "ReqNodeNotAvail", "held",
        ]
        return phase == .waiting && lasting.contains { reason.contains($0) } ? reason : nil
    }

    /// What the state means for whoever waits.
    var phase: JobState.Phase {
        switch state {
        case "PENDING", "CONFIGURING", "REQUEUED", "REQUEUE_HOLD", "REQUEUE_FED",
            "SPECIAL_EXIT", "RESV_DEL_HOLD":
            // A job whose dependency can never be met waits for ever, and so does one that Slurm holds
            // after it could not be started.
            reason == "DependencyNeverSatisfied" || reason.contains("requeued held")
                ? .over : .waiting
        // What is suspended gives no signs of life, and will.
        case "SUSPENDED", "STOPPED": .waiting
        case "RUNNING", "COMPLETING", "SIGNALING", "STAGE_OUT", "RESIZING": .running
        case "COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL", "PREEMPTED",
            "BOOT_FAIL", "DEADLINE", "OUT_OF_MEMORY", "REVOKED":
            .over
        default: .unknown
        }
    }
}

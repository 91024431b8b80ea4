import Engine
import Records

/// What Ray says of a job.
struct RayStatus: Sendable, Hashable {
    /// What it means.
    let phase: JobState.Phase
    /// Ray's own words.
    let words: String
    /// Whether it says that the job failed.
    let hasFailed: Bool

    /// The status in a job's description.
    init(_ json: JSONValue) {
        let status = json["status"]?.stringValue ?? ""
        hasFailed = status == "FAILED"
        phase =
            switch status {
            case "PENDING": .waiting
            case "RUNNING": .running
            case "SUCCEEDED", "FAILED", "STOPPED": .over
            default: .unknown
            }
        // The message of a job that is well says nothing.
        let message = json["message"]?.stringValue.flatMap(RayService.lastLine)
        words = hasFailed ? [status, message].compactMap(\.self).joined(separator: ": ") : status
    }

    /// How the job's ranges stand.
    ///
    /// - Parameters:
    ///   - progress: what the job itself says.
    ///   - hasStarted: whether a range's process was started.
    func ranges(
        _ count: Int, _ progress: RayJob.Progress, hasStarted: (Int) -> Bool
    ) -> [Int: JobState] {
        var states: [Int: JobState] = [:]
        for range in 0..<count {
            if let end = progress.ends[range] {
                states[range] = JobState(.over, end)
            } else if phase == .running, !hasStarted(range) {
                states[range] = JobState(.waiting, words, warning: progress.warning)
            } else {
                states[range] = JobState(phase, words)
            }
        }
        return states
    }
}

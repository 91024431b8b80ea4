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
        words = hasFailed ? "\(status): \(RayStatus.reason(json))" : status
    }

    /// Why a job failed: Ray's sentence, and the last line of the log behind it that is not Ray's own.
    private static func reason(_ json: JSONValue) -> String {
        let lines = (json["message"]?.stringValue ?? "").split(whereSeparator: \.isNewline)
        let sentence = (lines.first ?? "").split(separator: ", last available logs").first
        let printed = lines.dropFirst().last {
            !$0.hasPrefix("Running entrypoint for job") && !$0.contains("job_manager.py")
        }
        return [sentence, printed].compactMap(\.self).map { String($0.prefix(400)) }
            .joined(separator: ": ")
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
                states[range] = JobState(.over, end, neverBegan: !hasStarted(range))
            } else if phase == .running, !hasStarted(range) {
                states[range] = JobState(.waiting, words, warning: progress.warning)
            } else {
                states[range] = JobState(
                    phase, words, neverBegan: phase == .over && !hasStarted(range))
            }
        }
        return states
    }
}

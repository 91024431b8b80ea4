import Engine
import Records

/// Events as lines for a person: those that stay on the screen.
enum EventText {
    /// So many failures, and so many retries, of a stage have lines; the others are counted.
    static let mostFailures = 20

    /// The line for an event, or nothing if it is not worth one.
    ///
    /// - Parameter progress: what the events came to, this one included.
    static func line(for event: Event, _ progress: RunProgress) -> StyledLine? {
        switch event.kind {
        case .stageCached: return line(event, progress, "cached", .faint)
        case .stagePlanned: return line(event, progress, planned(event))
        case .stageFinished: return line(event, progress, "done", .success, outcome(of: event))
        case .stageFailed:
            let (word, role) = failure(event)
            return line(event, progress, word, role, [message(event)])
        case .stageSkipped: return line(event, progress, "skipped", .warning, [message(event)])
        case .unitRetrying: return retrying(event, progress)
        case .unitFailed: return failed(event, progress)
        case .notice:
            var line = StyledLine("notice", .warning)
            if let stage = event.stage { line.append(" (\(stage))") }
            line.append(": \(message(event))")
            return line
        case .runStopping: return StyledLine("stopping: \(message(event))", .warning)
        case .runStarted, .unitStarted, .unitCached, .unitProgress, .unitFinished, .runFinished,
            .runFailed, .runInterrupted:
            return nil
        }
    }

    /// `[3/9] rollouts: done, 1,024 in, 1,024 out`.
    private static func line(
        _ event: Event, _ progress: RunProgress, _ word: String, _ role: TextStyle.Role? = nil,
        _ rest: [String] = []
    ) -> StyledLine {
        var line = StyledLine("[\(progress.place(of: event.stage))] \(event.stage ?? ""): ")
        line.append(word, role)
        for part in rest { line.append(StyledLine(part), after: ", ") }
        return line
    }

    private static func planned(_ event: Event) -> String {
        let count = event.unitCount ?? 0
        let cached = event.cachedCount ?? 0
        let units = count == 1 ? "1 unit" : "\(Format.count(count)) units"
        return cached > 0 ? "\(units), \(Format.count(cached)) done before" : units
    }

    /// What came of a unit or a stage: rows in, out and rejected, and the time.
    static func outcome(of event: Event) -> [String] {
        var parts: [String] = []
        if let accounting = event.accounting {
            parts.append("\(Format.count(accounting.inputs)) in")
            parts.append("\(Format.count(accounting.outputs)) out")
            let rejects = accounting.rejects.values.reduce(0, +)
            if rejects > 0 { parts.append("\(Format.count(rejects)) rejected") }
        }
        if let cost = event.cost { parts.append(Format.duration(cost.wallSeconds)) }
        return parts
    }

    private static func retrying(_ event: Event, _ progress: RunProgress) -> StyledLine? {
        let count = progress.stage(event.stage)?.retryCount ?? 0
        guard count <= mostFailures else { return nil }
        let attempt = event.attempt.map { " (attempt \($0) follows)" } ?? ""
        var line = unitLine(event, progress)
        line.append("retrying", .warning)
        line.append(", \(message(event))\(attempt)")
        if count == mostFailures { line.append("; further retries are only counted") }
        return line
    }

    private static func failed(_ event: Event, _ progress: RunProgress) -> StyledLine? {
        let count = progress.stage(event.stage)?.unitsFailed ?? 0
        guard count <= mostFailures else { return nil }
        var line = unitLine(event, progress)
        let (word, role) = failure(event)
        line.append(word, role)
        line.append(", \(message(event))")
        if count == mostFailures { line.append("; further failures are only counted") }
        return line
    }

    /// What to call the end of what is not done: where nothing is wrong and the same command goes on
    /// later, such as once a batch is answered, it has not failed.
    private static func failure(_ event: Event) -> (word: String, role: TextStyle.Role) {
        event.code == .tryAgain ? ("not done yet", .warning) : ("failed", .error)
    }

    private static func unitLine(_ event: Event, _ progress: RunProgress) -> StyledLine {
        let stage = event.stage ?? ""
        return StyledLine("[\(progress.place(of: stage))] \(stage)/\(event.unit ?? ""): ")
    }

    private static func message(_ event: Event) -> String { event.message ?? "" }
}

import Records

/// Events as lines for a person: those that stay on the screen.
enum EventText {
    /// The line for an event, or nothing if it is not worth one.
    static func line(for event: Event, progress: StageProgress) -> String? {
        let place = "[\(progress.position)/\(progress.stageCount)]"
        let stage = event.stage ?? ""
        switch event.kind {
        case .stageCached: return "\(place) \(stage): cached"
        case .stagePlanned:
            let count = event.unitCount ?? 0
            let cached = event.cachedCount ?? 0
            let units = count == 1 ? "1 unit" : "\(Format.count(count)) units"
            let done = cached > 0 ? ", \(Format.count(cached)) done before" : ""
            return "\(place) \(stage): \(units)\(done)"
        case .stageFinished:
            var parts: [String] = []
            if let accounting = event.accounting {
                parts.append("\(Format.count(accounting.inputs)) in")
                parts.append("\(Format.count(accounting.outputs)) out")
                let rejects = accounting.rejects.values.reduce(0, +)
                if rejects > 0 { parts.append("\(Format.count(rejects)) rejected") }
            }
            if let cost = event.cost { parts.append(Format.duration(cost.wallSeconds)) }
            return "\(place) \(stage): done, \(parts.joined(separator: ", "))"
        case .unitRetrying:
            let attempt = event.attempt.map { " (attempt \($0) follows)" } ?? ""
            return "\(place) \(stage): \(unit(event)): \(message(event))\(attempt)"
        case .unitFailed: return "\(place) \(stage): \(unit(event)) failed: \(message(event))"
        case .stageFailed: return "\(place) \(stage): failed, \(message(event))"
        case .stageSkipped: return "\(place) \(stage): skipped, \(message(event))"
        case .notice:
            let place = event.stage.map { " (\($0))" } ?? ""
            return "notice\(place): \(message(event))"
        default: return nil
        }
    }

    private static func unit(_ event: Event) -> String {
        "the unit \(FaultRenderer.printable(event.unit ?? ""))"
    }

    private static func message(_ event: Event) -> String {
        FaultRenderer.printable(event.message ?? "")
    }
}

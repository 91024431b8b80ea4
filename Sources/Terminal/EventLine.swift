import Engine
import Records
import Storage

/// An event as a plain line with its time: what a log of a stage without programs shows.
public enum EventLine {
    /// The line for a line of the event log, or nothing if it is not about the stage, or the unit.
    public static func text(of line: [UInt8], stage: String, unit: String?) -> String? {
        guard let json = try? JSONReader.parse(line, file: "events.jsonl"),
            let event = try? Event(json: json),
            event.stage.map({ Array($0.utf8) }) == Array(stage.utf8)
        else { return nil }
        if let unit {
            guard event.unit.map({ Array($0.utf8) }) == Array(unit.utf8) else { return nil }
        }
        return text(event)
    }

    /// `2026-01-31T12:34:56.789Z unit.finished train-0: 10 in, 9 out, 1 rejected, 0.34 s`.
    static func text(_ event: Event) -> String {
        var facts: [String] = []
        if let message = event.message { facts.append(message) }
        if let remedy = event.remedy { facts.append(remedy) }
        if let count = event.unitCount { facts.append("\(Format.count(count)) units") }
        if let count = event.cachedCount { facts.append("\(Format.count(count)) of them done") }
        if let attempt = event.attempt { facts.append("attempt \(attempt) follows") }
        if let progress = event.progress {
            let total = progress.total.map { "/\(Format.count($0))" } ?? ""
            facts.append("\(progress.what) \(Format.count(progress.done))\(total)")
            facts += progress.metrics.map { "\($0.name) \(Format.metric($0.value))" }
        }
        facts += EventText.outcome(of: event)
        let unit = event.unit.map { " \($0)" } ?? ""
        let rest = facts.isEmpty ? "" : ": \(facts.joined(separator: ", "))"
        return FaultRenderer.printable("\(event.time) \(event.kind.rawValue)\(unit)\(rest)")
    }
}

import Engine
import Glibc
import Records
import Synchronization

/// How a run stands, as server-sent events: `status` with what `pipeline status --json` prints whenever that
/// changes, and `report` when a stage or the run has come to another state.
final class RunWatch: Sendable {
    private struct State {
        var status: JSONValue?
        var standing: [String] = []
        /// When something was sent last.
        var sent = ContinuousClock.now
    }

    private let run: NamedRun
    private let state = Mutex(State())
    /// How often it is looked, in microseconds.
    private static let interval: UInt32 = 500_000
    /// How long nothing is sent at most: proxies and browsers give silent connections up.
    private static let silence = Duration.seconds(15)

    init(_ run: NamedRun) { self.run = run }

    /// The next events, as bytes; if there are none, waits a little.
    func next() -> [UInt8] {
        if let text = look() { return Array(text.utf8) }
        usleep(RunWatch.interval)
        return []
    }

    /// What a report of it depends on, but for the numbers that grow within a stage.
    static func standing(of status: RunStatus) -> [String] {
        status.stages.map { "\($0.state.rawValue) \($0.artifact?.folder ?? "")" }
            + ["\(status.state)"]
    }

    private func look() -> String? {
        let status = try? run.status()
        return state.withLock { state in
            let isFirst = state.status == nil
            var text = ""
            if let status {
                let json = StatusText.json(status, failures: [])
                if json != state.status {
                    text += "event: status\ndata: \(json.serialized)\n\n"
                    state.status = json
                }
                let standing = RunWatch.standing(of: status)
                if standing != state.standing {
                    state.standing = standing
                    // Whoever has just come has the report as it is.
                    if !isFirst { text += "event: report\ndata: {}\n\n" }
                }
            }
            let now = ContinuousClock.now
            if text.isEmpty, now - state.sent >= RunWatch.silence { text = ": nothing new\n\n" }
            if text.isEmpty { return nil }
            state.sent = now
            return text
        }
    }
}

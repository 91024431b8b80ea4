import Engine
import Glibc
import Records
import Synchronization

/// How a run stands, as server-sent events: `status` with what `pipeline status --json` prints whenever that
/// changes, `report` when a stage or the run has come to another state, and `training` when stages that train
/// have told more numbers.
final class RunWatch: Sendable {
    private struct State {
        var status: JSONValue?
        var standing: [String] = []
        /// How far stages that train were when that was told last, and when.
        var training: [Int] = []
        var trainingTold: ContinuousClock.Instant?
        /// When something was sent last.
        var sent = ContinuousClock.now
    }

    private let run: NamedRun
    private let state = Mutex(State())
    /// How often it is looked, in microseconds.
    private static let interval: UInt32 = 500_000
    /// How long nothing is sent at most: proxies and browsers give silent connections up.
    private static let silence = Duration.seconds(15)
    /// How often curves are drawn anew at most.
    private static let curves = Duration.seconds(2)

    init(_ run: NamedRun) { self.run = run }

    /// The next events, as bytes; if there are none, waits a little.
    func next() -> [UInt8] {
        if let text = look() { return Array(text.utf8) }
        usleep(RunWatch.interval)
        return []
    }

    /// What a report of it depends on, but for the numbers that grow within a stage.
    static func standing(of status: RunStatus) -> [String] {
        status.stages.map { stage in
            let hasCurves = isTraining(stage) ? "curves" : ""
            return "\(stage.state.rawValue) \(stage.artifact?.folder ?? "")\(hasCurves)"
        } + ["\(status.state)"]
    }

    /// Whether a stage trains, and has told numbers.
    private static func isTraining(_ stage: RunStatus.Stage) -> Bool {
        stage.kind == "train" && stage.state == .running
            && stage.progress?.metrics.isEmpty == false
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
                let training = status.stages.filter { RunWatch.isTraining($0) }
                    .map { $0.progress?.done ?? 0 }
                let isDue = state.trainingTold.map { .now - $0 >= RunWatch.curves } ?? true
                if training != state.training, isDue {
                    if !training.isEmpty { text += "event: training\ndata: {}\n\n" }
                    (state.training, state.trainingTold) = (training, .now)
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

import Records
import Synchronization

/// Shows a run as plain lines: one where a stage starts or ends, and while it is long, one every ten
/// seconds.
public final class PlainRenderer: EventListener {
    private struct State {
        var progress = StageProgress()
        var lastLine = Timestamp(milliseconds: 0)
    }

    private let stream: OutputStream
    private let isQuiet: Bool
    private let state = Mutex(State())

    /// A renderer.
    ///
    /// - Parameters:
    ///   - stream: where it writes.
    ///   - isQuiet: whether it writes notices and failures only.
    public init(stream: OutputStream = .standardError, isQuiet: Bool = false) {
        self.stream = stream
        self.isQuiet = isQuiet
    }

    /// Shows an event, or not.
    public func receive(_ event: Event) {
        state.withLock { state in
            state.progress.apply(event)
            if isQuiet && event.kind != .notice && event.kind != .unitFailed { return }
            if let line = EventText.line(for: event, progress: state.progress) {
                stream.write(line + "\n")
                state.lastLine = event.time
            } else if event.kind == .unitProgress,
                event.time.milliseconds - state.lastLine.milliseconds >= 10_000
            {
                stream.write(PlainRenderer.heartbeat(state.progress, event) + "\n")
                state.lastLine = event.time
            }
        }
    }

    private static func heartbeat(_ progress: StageProgress, _ event: Event) -> String {
        let unit = progress.units.first { $0.name == event.unit }
        let line = unit.map { " · \(progress.line(of: $0))" } ?? ""
        return progress.headline(at: event.time) + line
    }
}

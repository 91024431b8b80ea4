public import Engine
import Records
import Synchronization

/// Shows a run as plain lines: one where a stage starts or ends, and one every ten seconds in which
/// there was no other, whether or not its units say anything.
public final class PlainRenderer: ProgressRenderer {
    private struct State {
        var progress = RunProgress()
        var lastLine = Timestamp.now
        var isClosed = false
    }

    /// The longest silence while a stage is under way.
    private static let silence = 10.0

    private let stream: OutputStream
    private let isQuiet: Bool
    private let state = Mutex(State())

    /// A renderer that writes until `close()`.
    ///
    /// - Parameters:
    ///   - stream: where it writes.
    ///   - isQuiet: whether it writes notices and failures only.
    ///   - hasClock: whether it writes while there are no events.
    public init(
        stream: OutputStream = .standardError, isQuiet: Bool = false, hasClock: Bool = true
    ) {
        self.stream = stream
        self.isQuiet = isQuiet
        guard hasClock, !isQuiet else { return }
        Ticker.start(every: 1000) { [weak self] in self?.beat(at: .now) ?? false }
    }

    /// Shows an event, or not.
    public func receive(_ event: Event) {
        state.withLock { state in
            guard !state.isClosed else { return }
            state.progress.apply(event)
            guard !isQuiet || PlainRenderer.isNews(event.kind) else { return }
            if let line = EventText.line(for: event, state.progress) {
                stream.write(line.text(stream.style) + "\n")
                state.lastLine = event.time
            } else if event.kind == .runStarted {
                state.lastLine = event.time
            } else if !isQuiet {
                beat(&state, at: event.time)
            }
        }
    }

    /// Writes no more.
    public func close() { state.withLock { $0.isClosed = true } }

    /// Writes how far the run is if nothing was written for long; false if nothing will be ever.
    func beat(at now: Timestamp) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            beat(&state, at: now)
            return true
        }
    }

    private func beat(_ state: inout State, at now: Timestamp) {
        let silence = now.seconds(since: state.lastLine)
        // A clock that was set back would keep it silent.
        if silence < 0 { state.lastLine = now }
        guard silence >= PlainRenderer.silence else { return }
        for stage in state.progress.stages {
            var line = state.progress.headline(of: stage, at: now)
            if let unit = stage.latestUnit { line.append(stage.line(of: unit), after: " · ") }
            stream.write(line.text(stream.style) + "\n")
        }
        state.lastLine = now
    }

    /// Whether an event is told to who wants to hear no progress.
    private static func isNews(_ kind: Event.Kind) -> Bool {
        switch kind {
        case .notice, .unitFailed, .stageFailed, .runStopping: true
        default: false
        }
    }
}

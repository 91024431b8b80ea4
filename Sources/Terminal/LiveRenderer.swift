public import Engine
import Records
import Synchronization

/// Shows a run on a terminal: lines that stay, and below them a block of what is under way. Both are
/// written ten times a second at most; the block is erased at the end.
public final class LiveRenderer: ProgressRenderer {
    private struct State {
        var progress = RunProgress()
        var block = LiveBlock()
        /// Lines that stay and are not written yet.
        var kept: [StyledLine] = []
        var isClosed = false
    }

    private let stream: OutputStream
    private let state = Mutex(State())

    /// A renderer that draws until `close()`.
    public init(stream: OutputStream = .standardError) {
        self.stream = stream
        Ticker.start(every: 100) { [weak self] in self?.tick() ?? false }
    }

    /// Takes an event in; the next frame shows it.
    public func receive(_ event: Event) {
        state.withLock { state in
            guard !state.isClosed else { return }
            state.progress.apply(event)
            // The block itself says which stages begin.
            guard event.kind != .stagePlanned,
                let line = EventText.line(for: event, state.progress)
            else { return }
            state.kept.append(line)
        }
    }

    /// Writes the lines that stay, erases the block and draws no more.
    public func close() {
        state.withLock { state in
            guard !state.isClosed else { return }
            state.progress = RunProgress()
            draw(&state)
            state.isClosed = true
        }
    }

    /// Draws what has changed; false if there is nothing more to draw ever.
    private func tick() -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            draw(&state)
            return true
        }
    }

    private func draw(_ state: inout State) {
        let size = stream.size
        let lines = LiveBlock.lines(state.progress, size: size, at: .now)
        let text = state.block.frame(
            keeping: state.kept, lines, size: size, style: stream.style)
        state.kept = []
        if !text.isEmpty { stream.write(text) }
    }
}

import Dispatch
import Records
import Synchronization

/// Shows a run on a terminal: lines that stay, and below them a block that is redrawn ten times a
/// second at most and erased at the end.
public final class LiveRenderer: EventListener {
    private struct State {
        var progress = StageProgress()
        var drawnLines = 0
        var isClosed = false
    }

    private let stream: OutputStream
    private let state = Mutex(State())
    // A queue of its own: units may keep every thread of the cooperative pool busy.
    private let queue = DispatchQueue(label: "terminal")

    /// A renderer that draws until `close()`.
    public init(stream: OutputStream = .standardError) {
        self.stream = stream
        schedule()
    }

    /// Takes an event in; lines that stay are written at once.
    public func receive(_ event: Event) {
        state.withLock { state in
            state.progress.apply(event)
            guard !state.isClosed, event.kind != .stagePlanned,
                let line = EventText.line(for: event, progress: state.progress)
            else { return }
            stream.write(LiveRenderer.erasing(state.drawnLines) + line + "\n")
            state.drawnLines = 0
        }
    }

    /// Erases the block and draws no more.
    public func close() {
        state.withLock { state in
            guard !state.isClosed else { return }
            stream.write(LiveRenderer.erasing(state.drawnLines))
            state.drawnLines = 0
            state.isClosed = true
        }
    }

    private func schedule() {
        queue.asyncAfter(deadline: .now() + .milliseconds(100)) { [weak self] in
            guard let self, self.tick() else { return }
            self.schedule()
        }
    }

    /// Draws the block; false if there is nothing more to draw ever.
    private func tick() -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            guard state.progress.stage != nil else { return true }
            // Without events, the clock alone moves; that is redrawn each time too, and is cheap.
            let block = LiveRenderer.block(state.progress, size: stream.size)
            let text = block.map { $0 + "\n" }.joined()
            stream.write(LiveRenderer.erasing(state.drawnLines) + text)
            state.drawnLines = block.count
            return true
        }
    }

    /// The block's lines, cut to the terminal's size.
    static func block(_ progress: StageProgress, size: (columns: Int, rows: Int)) -> [String] {
        let room = max(1, min(size.rows - 1, 9))
        var lines = [progress.headline(at: .now)]
        lines += progress.units.prefix(room - 1).map { "  " + progress.line(of: $0) }
        return lines.map { FaultRenderer.printable(String($0.prefix(max(1, size.columns - 1)))) }
    }

    private static func erasing(_ lineCount: Int) -> String {
        lineCount > 0 ? "\u{1B}[\(lineCount)A\r\u{1B}[J" : ""
    }
}

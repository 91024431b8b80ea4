import Engine
import Records

/// The lines at the bottom of a terminal that are drawn anew again and again.
struct LiveBlock: Sendable {
    /// More lines than this are never drawn.
    private static let mostLines = 9

    /// The widths of the lines that are on the screen.
    private var drawn: [Int] = []
    private var last: [StyledLine] = []
    private var lastSize: TerminalSize?

    /// What draws the block, with lines that stay above it; empty if nothing has changed.
    ///
    /// - Parameters:
    ///   - kept: lines that stay.
    ///   - lines: the block's lines, fitted to the size.
    mutating func frame(
        keeping kept: [StyledLine], _ lines: [StyledLine], size: TerminalSize, style: TextStyle
    ) -> String {
        guard !kept.isEmpty || lines != last || size != lastSize else { return "" }
        var text = erasing(size)
        for line in kept + lines { text += line.text(style) + "\n" }
        drawn = lines.map { DisplayWidth.columns(of: $0.plain) }
        last = lines
        lastSize = size
        return text
    }

    /// What erases the block. A terminal that became narrower has folded its lines, so they take more
    /// rows than when they were drawn; what has left the screen stays where it is.
    private func erasing(_ size: TerminalSize) -> String {
        let rows = drawn.reduce(0) { $0 + max(1, ($1 + size.columns - 1) / max(1, size.columns)) }
        let reach = min(rows, size.rows - 1)
        return reach > 0 ? "\u{1B}[\(reach)A\r\u{1B}[J" : ""
    }

    /// The lines for a run: a headline for each stage under way, its units below it, so many that
    /// they leave the last row of the screen free.
    static func lines(_ progress: RunProgress, size: TerminalSize, at now: Timestamp)
        -> [StyledLine]
    {
        var room = min(size.rows - 1, mostLines)
        guard room > 0 else { return [] }
        let stages = progress.stages.prefix(room)
        room -= stages.count
        var lines: [StyledLine] = []
        for (index, stage) in stages.enumerated() {
            lines.append(progress.headline(of: stage, at: now))
            // Stages share the rows; what one does not need is the next one's.
            let share = room / (stages.count - index)
            let shown = stage.units.count > share ? max(0, share - 1) : stage.units.count
            for unit in stage.units.prefix(shown) {
                var line = StyledLine("  ")
                line.append(stage.line(of: unit), after: "")
                lines.append(line)
            }
            let hidden = stage.units.count - shown
            if hidden > 0, share > 0 {
                lines.append(StyledLine("  and \(Format.count(hidden)) more units", .faint))
            }
            room -= min(share, shown + (hidden > 0 ? 1 : 0))
        }
        // The last column stays free: some terminals fold a line that fills it.
        return lines.map { $0.fitted(columns: max(1, size.columns - 1)) }
    }
}

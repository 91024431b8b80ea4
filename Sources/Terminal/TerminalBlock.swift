import Records

/// Text that replaces the text shown before: on a terminal in place, elsewhere below it.
public struct TerminalBlock {
    private let stream: OutputStream
    private var block = LiveBlock()

    /// A block that shows nothing yet.
    public init(_ stream: OutputStream) { self.stream = stream }

    /// Shows a text, which ends with a newline. A terminal shows as much of it as it has room for.
    public mutating func show(_ text: String) {
        guard stream.isTerminal else { return stream.write(text) }
        let size = stream.size
        let lines = TerminalBlock.lines(of: text, size: size)
        let frame = block.frame(keeping: [], lines, size: size, style: stream.style)
        if !frame.isEmpty { stream.write(frame) }
    }

    /// The lines of a text that fit: the last row of the screen stays free, and the last column.
    static func lines(of text: String, size: TerminalSize) -> [StyledLine] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { StyledLine(String($0)) }
        if lines.last?.plain.isEmpty == true { lines.removeLast() }
        let room = max(1, size.rows - 1)
        if lines.count > room {
            let hiddenCount = lines.count - room + 1
            lines.removeLast(hiddenCount)
            lines.append(StyledLine("and \(Format.count(hiddenCount)) more lines", .faint))
        }
        return lines.map { $0.fitted(columns: max(1, size.columns - 1)) }
    }
}

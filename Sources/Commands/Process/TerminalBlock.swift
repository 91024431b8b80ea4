import Engine

/// Lines that replace those shown before: on a terminal in place, elsewhere below each other.
final class TerminalBlock {
    private let stream: OutputStream
    private var lineCount = 0

    /// A block that shows nothing yet.
    init(_ stream: OutputStream) { self.stream = stream }

    /// Shows a text, which ends with a newline.
    func show(_ text: String) {
        guard stream.isTerminal else { return stream.write(text) }
        // Up to the block's first line, and everything below it away. Lines longer than the terminal
        // is wide are cut, not wrapped, while they are written: they would count twice.
        let up = lineCount > 0 ? "\u{1B}[\(lineCount)A" : ""
        stream.write("\(up)\r\u{1B}[J\u{1B}[?7l\(text)\u{1B}[?7h")
        lineCount = text.utf8.count { $0 == UInt8(ascii: "\n") }
    }
}

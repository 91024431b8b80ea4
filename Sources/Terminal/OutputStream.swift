import Glibc
public import Records
import Synchronization

/// Standard output or standard error, written as a whole or, once the reader is gone or a write has
/// failed, not at all.
public final class OutputStream: Sendable {
    /// Results.
    public static let standardOutput = OutputStream(descriptor: 1)
    /// Progress and errors.
    public static let standardError = OutputStream(descriptor: 2)

    private struct State {
        var isBroken = false
        var fault: Fault?
        var colour = ColourChoice.auto
    }

    private let descriptor: Int32
    private let state = Mutex(State())

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Whether it is a terminal that understands cursor movement.
    public var isTerminal: Bool {
        isatty(descriptor) == 1 && OutputStream.environment("TERM") != "dumb"
    }

    /// How text for it is marked.
    public var style: TextStyle {
        let colour = state.withLock { $0.colour }
        return TextStyle(
            isColoured: colour.isColoured(
                isTerminal: isTerminal, environment: OutputStream.environment))
    }

    /// Says when text for it is coloured.
    public func colour(_ choice: ColourChoice) { state.withLock { $0.colour = choice } }

    /// How many columns and rows the terminal has now.
    var size: TerminalSize {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
        else { return .standard }
        return TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }

    /// Writes text. A reader that has gone ends the output quietly; what else keeps it from being
    /// written, `check()` throws.
    public func write(_ text: String) {
        state.withLock { state in
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty, !state.isBroken {
                let count = rest.withUnsafeBytes {
                    Glibc.write(descriptor, $0.baseAddress, $0.count)
                }
                if count >= 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR && errno != EAGAIN {
                    state.isBroken = true
                    if errno != EPIPE { state.fault = OutputStream.fault(descriptor) }
                }
            }
        }
    }

    /// Whether everything was written that somebody wanted to read.
    ///
    /// - Throws: a `Fault` of code `tryAgain` if the disk was full or the descriptor closed.
    public func check() throws(Fault) {
        if let fault = state.withLock({ $0.fault }) { throw fault }
    }

    private static func fault(_ descriptor: Int32) -> Fault {
        let cause = SystemError.text()
        let name =
            switch descriptor {
            case 1: "standard output"
            case 2: "standard error"
            default: "descriptor \(descriptor)"
            }
        return Fault(
            .tryAgain, "\(name) cannot be written",
            remedy: "make room where it leads, or lead it elsewhere", cause: cause)
    }

    private static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}

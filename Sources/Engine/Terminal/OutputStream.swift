import Glibc
import Synchronization

/// Standard output or standard error, written as a whole or, once the reader is gone, not at all.
public final class OutputStream: Sendable {
    /// Results.
    public static let standardOutput = OutputStream(descriptor: 1)
    /// Progress and errors.
    public static let standardError = OutputStream(descriptor: 2)

    private let descriptor: Int32
    private let isBroken = Mutex(false)

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Whether it is a terminal that understands cursor movement.
    public var isTerminal: Bool {
        isatty(descriptor) == 1 && getenv("TERM").map { String(cString: $0) } != "dumb"
    }

    /// Whether it may be coloured: a terminal, and `NO_COLOR` (no-color.org) is not set.
    public var allowsColour: Bool {
        guard let value = getenv("NO_COLOR"), value.pointee != 0 else { return isTerminal }
        return false
    }

    /// How many columns and rows the terminal has.
    var size: (columns: Int, rows: Int) {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
        else { return (80, 24) }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Writes text. A reader that has gone ends the output quietly.
    public func write(_ text: String) {
        isBroken.withLock { isBroken in
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty, !isBroken {
                let count = rest.withUnsafeBytes {
                    Glibc.write(descriptor, $0.baseAddress, $0.count)
                }
                if count >= 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR && errno != EAGAIN {
                    isBroken = true
                }
            }
        }
    }
}

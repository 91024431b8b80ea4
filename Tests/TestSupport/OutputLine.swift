import Glibc

/// What a test says of itself, so that it is seen in a log.
public enum OutputLine {
    /// Writes a line to standard error.
    public static func say(_ text: String) {
        let bytes = Array("== \(text)\n".utf8)
        _ = write(2, bytes, bytes.count)
    }
}

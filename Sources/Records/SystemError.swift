import Glibc

/// What the system says about a failed call.
public enum SystemError {
    /// The text for the last call of this thread that failed.
    public static func text() -> String { text(errno) }

    /// The text for an error number.
    public static func text(_ number: Int32) -> String {
        var text = [CChar](repeating: 0, count: 256)
        guard strerror_r(number, &text, text.count) == 0 else { return "error \(number)" }
        return String(
            decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

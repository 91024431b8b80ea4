import Glibc

/// What the system says about a failed call.
enum SystemError {
    /// The text for an error number; for the last one by default.
    static func text(_ number: Int32 = errno) -> String {
        guard let text = strerror(number) else { return "error \(number)" }
        return String(cString: text)
    }
}

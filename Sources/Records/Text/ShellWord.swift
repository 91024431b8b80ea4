/// A text as one word of a shell's command line.
public enum ShellWord {
    /// The text, between single quotes unless it is plain, so that it can be pasted.
    public static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "_-./:@%+,".utf8.contains(byte)
            }
        }
        return isPlain && !text.isEmpty ? text : inQuotes(text)
    }

    /// The text between single quotes, plain or not.
    public static func inQuotes(_ text: String) -> String {
        // A quote ends the quotation, stands for itself and begins it again.
        let parts = text.split(separator: "'", omittingEmptySubsequences: false)
        return "'" + parts.joined(separator: "'\\''") + "'"
    }
}

/// Texts in the languages that a hand-off is written in.
enum ShellText {
    /// A word of a POSIX shell that is this text, whatever is in it.
    static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: #"'\''"#) + "'"
    }

    /// A text as part of a comment: one line.
    static func comment(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }
}

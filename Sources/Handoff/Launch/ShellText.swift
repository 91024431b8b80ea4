/// Texts in the scripts that a hand-off is written in.
enum ShellText {
    /// A text as part of a comment: one line.
    static func comment(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }
}

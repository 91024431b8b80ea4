/// How text for a person is marked: in colour, or not at all.
///
/// Colour is never the only signal: whoever reads the text without it misses nothing.
public struct TextStyle: Sendable, Hashable {
    /// What a piece of text is.
    public enum Role: Sendable, Hashable, CaseIterable {
        /// The word that says that something is wrong.
        case error
        /// What deserves a look.
        case warning
        /// What is done.
        case success
        /// What the user can do.
        case help
        /// Where the eye should go.
        case heading
        /// What may be skipped.
        case faint
    }

    /// No marks.
    public static let plain = TextStyle(isColoured: false)
    /// ANSI colours.
    public static let coloured = TextStyle(isColoured: true)

    /// Whether marks are written.
    public let isColoured: Bool

    /// A style with or without colours.
    public init(isColoured: Bool) { self.isColoured = isColoured }

    /// The text, marked.
    public func callAsFunction(_ role: Role, _ text: String) -> String {
        guard isColoured, !text.isEmpty else { return text }
        return "\u{1B}[\(TextStyle.code(of: role))m\(text)\u{1B}[0m"
    }

    /// The parameters of "select graphic rendition" (ECMA-48, 8.3.117): the basic colours, which
    /// every terminal's palette keeps readable.
    private static func code(of role: Role) -> String {
        switch role {
        case .error: "1;31"
        case .warning: "33"
        case .success: "32"
        case .help: "36"
        case .heading: "1"
        case .faint: "2"
        }
    }
}

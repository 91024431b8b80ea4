import Records

/// A line of text of which parts are marked.
struct StyledLine: Sendable, Hashable {
    /// A part of it.
    struct Part: Sendable, Hashable {
        var role: TextStyle.Role?
        var text: String
    }

    private(set) var parts: [Part] = []

    /// A line of one part.
    init(_ text: String = "", _ role: TextStyle.Role? = nil) { append(text, role) }

    /// Adds a part. Control characters in it are made visible.
    mutating func append(_ text: String, _ role: TextStyle.Role? = nil) {
        guard !text.isEmpty else { return }
        // A tab takes as many columns as it likes.
        let spaced = text.utf8.contains(9) ? String(text.map { $0 == "\t" ? " " : $0 }) : text
        parts.append(Part(role: role, text: FaultRenderer.printable(spaced)))
    }

    /// Adds a line's parts after a separator.
    mutating func append(_ other: StyledLine, after separator: String) {
        if !parts.isEmpty { append(separator) }
        parts += other.parts
    }

    /// The text without marks.
    var plain: String { parts.map(\.text).joined() }

    /// The line's beginning that fits so many columns.
    func fitted(columns: Int) -> StyledLine {
        guard DisplayWidth.columns(of: plain) > columns else { return self }
        var result = StyledLine()
        var rest = columns
        for part in parts {
            let width = DisplayWidth.columns(of: part.text)
            // The part that fills the line is cut too if more follows: the reader sees that it does.
            let text = DisplayWidth.prefix(
                width < rest ? part.text : part.text + " ", columns: rest)
            result.append(text, part.role)
            if width >= rest { break }
            rest -= width
        }
        return result
    }

    /// The text, marked.
    func text(_ style: TextStyle) -> String {
        parts.map { part in part.role.map { style($0, part.text) } ?? part.text }.joined()
    }
}

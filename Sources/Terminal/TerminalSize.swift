/// How much a terminal shows.
struct TerminalSize: Sendable, Hashable {
    /// That of the first terminals, where nothing better is known.
    static let standard = TerminalSize(columns: 80, rows: 24)

    var columns: Int
    var rows: Int
}

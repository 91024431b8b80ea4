import ArgumentParser
import Engine

/// How a run shows how far it is: `--progress`.
enum ProgressMode: String, ExpressibleByArgument, CaseIterable {
    /// `tty` on a terminal, `plain` elsewhere.
    case auto
    /// A block at the bottom of the terminal that is drawn anew.
    case tty
    /// Lines.
    case plain
    /// The event stream, on standard output.
    case json
    /// Nothing.
    case none
}

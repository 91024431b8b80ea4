/// When output is coloured: `--color`.
public enum ColourChoice: String, Sendable, CaseIterable {
    /// On a terminal, unless the environment says otherwise.
    case auto
    /// Wherever it goes.
    case always
    /// Nowhere.
    case never

    /// Whether a stream is coloured.
    ///
    /// What the command line says comes first, then `NO_COLOR` (no-color.org), then `CLICOLOR_FORCE`
    /// (bixense.com/clicolors), then whether it is a terminal. An empty variable says nothing.
    ///
    /// - Parameters:
    ///   - isTerminal: whether the stream is a terminal that understands colours.
    ///   - environment: the value of an environment variable.
    func isColoured(isTerminal: Bool, environment: (String) -> String?) -> Bool {
        func isSet(_ name: String) -> Bool { environment(name).map { !$0.isEmpty } ?? false }
        switch self {
        case .always: return true
        case .never: return false
        case .auto:
            if isSet("NO_COLOR") { return false }
            if isSet("CLICOLOR_FORCE"), environment("CLICOLOR_FORCE") != "0" { return true }
            return isTerminal && environment("CLICOLOR") != "0"
        }
    }
}

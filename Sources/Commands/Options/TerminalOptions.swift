import ArgumentParser
import Terminal

/// What every command takes that prints text for a person.
struct TerminalOptions: ParsableArguments {
    @Option(
        name: .customLong("color"),
        help: ArgumentHelp(
            "Colours: auto (on a terminal), always or never. NO_COLOR and CLICOLOR_FORCE are heeded.",
            valueName: "when"),
        completion: .list(ColourChoice.allCases.map(\.rawValue)),
        transform: TerminalOptions.choice)
    var colour = ColourChoice.auto

    /// Not a check: errors are coloured too, and those come before a command runs.
    func validate() {
        guard colour != .auto else { return }
        OutputStream.standardOutput.colour(colour)
        OutputStream.standardError.colour(colour)
    }

    private static func choice(_ text: String) throws -> ColourChoice {
        if let choice = ColourChoice(rawValue: text) { return choice }
        throw ValidationError("it is auto, always or never")
    }
}

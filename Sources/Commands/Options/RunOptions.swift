import ArgumentParser
import Engine
import Terminal

/// What the commands that run take.
struct RunOptions: ParsableArguments {
    @Option(help: "How many threads to use. Default: the processors that are there.")
    var jobs: Int?

    @Option(
        help: ArgumentHelp(
            """
            How progress is shown: auto (tty on a terminal, else plain), tty (a live block), plain \
            (lines), json (the event stream on standard output, instead of the summary) or none.
            """,
            valueName: "mode"))
    var progress = ProgressMode.auto

    @Flag(help: "Print the event stream as JSON Lines: --progress json.")
    var json = false

    @Flag(help: "Print no progress, only notices, failures and the summary.")
    var quiet = false

    @OptionGroup var terminal: TerminalOptions

    /// Whether standard output is for a program.
    var printsJSON: Bool { json || progress == .json }

    /// Who shows the run to a person, if anybody does.
    func renderer() -> (any ProgressRenderer)? {
        if printsJSON { return nil }
        if quiet { return PlainRenderer(isQuiet: true) }
        switch progress {
        case .auto:
            return OutputStream.standardError.isTerminal ? LiveRenderer() : PlainRenderer()
        case .tty: return LiveRenderer()
        case .plain: return PlainRenderer()
        case .json, .none: return nil
        }
    }

    func validate() throws {
        try refuse("--json", json, besides: .json)
        try refuse("--quiet", quiet, besides: .none)
        let bound = LocalExecutor.maximumJobs
        guard let jobs, !(1...bound).contains(jobs) else { return }
        throw ValidationError(
            "--jobs must be between 1 and \(bound) (four times the processors here), not \(jobs)")
    }

    /// A flag is a short form of one mode; with another it makes no sense.
    private func refuse(_ flag: String, _ isGiven: Bool, besides mode: ProgressMode) throws {
        guard isGiven, progress != .auto, progress != mode else { return }
        throw ValidationError("\(flag) contradicts --progress \(progress.rawValue)")
    }
}

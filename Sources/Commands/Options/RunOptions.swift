import ArgumentParser

/// What the commands that run take.
struct RunOptions: ParsableArguments {
    @Option(help: "How many threads to use. Default: the processors that are there.")
    var jobs: Int?

    @Flag(help: "Print the event stream as JSON Lines instead of progress and summary.")
    var json = false

    @Flag(help: "Print no progress, only notices and the summary.")
    var quiet = false

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    }
}

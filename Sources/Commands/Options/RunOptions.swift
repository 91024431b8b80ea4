import ArgumentParser
import Engine

/// What the commands that run take.
struct RunOptions: ParsableArguments {
    @Option(help: "How many threads to use. Default: the processors that are there.")
    var jobs: Int?

    @Flag(help: "Print the event stream as JSON Lines instead of progress and summary.")
    var json = false

    @Flag(help: "Print no progress, only notices and the summary.")
    var quiet = false

    func validate() throws {
        let bound = LocalExecutor.maximumJobs
        guard let jobs, !(1...bound).contains(jobs) else { return }
        throw ValidationError(
            "--jobs must be between 1 and \(bound) (four times the processors here), not \(jobs)")
    }
}

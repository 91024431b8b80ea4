import ArgumentParser
import Engine

/// Which part of a run is done, and how failures and files are taken.
struct SelectionOptions: ParsableArguments {
    @Flag(help: "After a failure, run the stages that do not need what failed.")
    var keepGoing = false

    @Option(
        help: ArgumentHelp("Run this stage and what it needs, no more.", valueName: "stage"),
        completion: Completion.stages)
    var until: String?

    @Option(
        help: ArgumentHelp("Run this stage alone; what it needs is done.", valueName: "stage"),
        completion: Completion.stages)
    var only: String?

    @Flag(
        help: """
            Read every input and artifact, instead of believing size and modification time.
            """)
    var verify = false

    func validate() throws {
        guard until != nil, only != nil else { return }
        throw ValidationError("--until and --only exclude each other")
    }

    /// The part of the run.
    var selection: RunSelection {
        RunSelection(keepsGoing: keepGoing, until: until, only: only)
    }
}

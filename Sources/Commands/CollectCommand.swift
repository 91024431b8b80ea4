import ArgumentParser
import Engine
import Records
import Terminal

/// `pipeline gc`: frees the disk of what no run needs.
struct CollectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gc",
        abstract: "Removes old runs, and what of the store no other run needs.",
        discussion: """
            Kept runs keep the artifacts of their stages, and the units that their logs name for \
            these, so that a changed stage still finds them. Runs that a process works on are always \
            kept, and whatever anybody works on stays. Results that --out or a delivery put elsewhere \
            stay, too. --dry-run says what would go.
            """)

    @Option(help: ArgumentHelp("Keep the runs that were active last.", valueName: "n"))
    var keepRuns: Int?

    @Option(
        help: ArgumentHelp(
            "Remove runs that were not active for so long: 90m, 12h, 30d, 8w.", valueName: "age"),
        transform: Age.init)
    var olderThan: Age?

    @Flag(help: "Remove nothing; say what would go.")
    var dryRun = false

    @OptionGroup var workspaceOption: WorkspaceOption

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard (keepRuns == nil) != (olderThan == nil) else {
            throw ValidationError("say which runs to keep: --keep-runs N or --older-than AGE")
        }
        if let keepRuns, keepRuns < 0 {
            throw ValidationError("--keep-runs must be at least 0, not \(keepRuns)")
        }
    }

    func run() throws {
        let workspace = workspaceOption.nearest()
        let scope: StoreCollection.Scope
        if let olderThan {
            let now = Timestamp.now.milliseconds
            scope = .since(Timestamp(milliseconds: now - olderThan.seconds * 1000))
        } else {
            scope = .newest(keepRuns ?? .max)
        }
        let collection = try StoreCollection(workspace, scope)
        let outcome = dryRun ? nil : try collection.remove()
        OutputStream.standardOutput.write(
            json
                ? CollectionText.json(collection, outcome).serialized + "\n"
                : CollectionText.text(collection, outcome))
    }
}

import ArgumentParser

/// `pipeline run`: does what a manifest says and is not done yet.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs a manifest; goes on where an earlier run stopped.")

    @OptionGroup var manifest: ManifestOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var place: PlaceOptions
    @OptionGroup var options: RunOptions

    func run() async throws {
        try await RunSession(try manifest.prepared(place), options, selection, place)
            .executeOrDetach()
    }
}

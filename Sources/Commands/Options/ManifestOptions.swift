import ArgumentParser

/// What every command that takes a manifest takes.
struct ManifestOptions: ParsableArguments {
    @Argument(
        help: "The manifest, such as manifests/quickstart.yaml, or a run's manifest.lock.yaml.",
        completion: .file())
    var manifest: String

    @OptionGroup var values: ValueOptions
    @OptionGroup var workspaceOption: WorkspaceOption

    /// Reads the manifest.
    ///
    /// - Parameter place: where it is to run.
    /// - Throws: `ManifestErrors` with everything that is wrong.
    func prepared(_ place: PlaceOptions? = nil) throws -> PreparedRun {
        try NamedFile.require(manifest, "the manifest", usuallyIn: "manifests")
        return try PreparedRun(
            manifest: manifest, parameters: try values.parameters(),
            overrides: place?.applied(to: values.overrides) ?? values.overrides,
            workspace: workspaceOption)
    }
}

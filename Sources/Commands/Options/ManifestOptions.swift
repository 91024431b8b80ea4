import ArgumentParser
import Engine

/// What every command that takes a manifest takes.
struct ManifestOptions: ParsableArguments {
    @Argument(help: "The manifest, such as manifests/quickstart.yaml.", completion: .file())
    var manifest: String

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp(
            "Sets a value of the manifest. May be given several times.",
            valueName: "field.path=value"),
        transform: ManifestOptions.override)
    var overrides: [RunOrigin.Override] = []

    @OptionGroup var workspaceOption: WorkspaceOption

    /// Reads `field.path=value`.
    static func override(_ text: String) throws -> RunOrigin.Override {
        guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
            throw ValidationError("`\(text)` is not of the form field.path=value")
        }
        return RunOrigin.Override(
            path: String(text[..<sign]), value: String(text[text.index(after: sign)...]))
    }
}

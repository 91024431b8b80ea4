import Engine
import Glibc
import Manifests
import Records

/// A run that the command line names, by its name or by its manifest.
struct NamedRun {
    let workspace: Workspace
    let folder: RunFolder

    /// A run of a workspace.
    init(_ folder: RunFolder, in workspace: Workspace) {
        self.workspace = workspace
        self.folder = folder
    }

    /// Whether a text names a manifest rather than a run.
    static func isManifest(_ text: String) -> Bool {
        text.hasSuffix(".yaml") || text.hasSuffix(".yml") || text.contains("/")
    }

    /// Finds a run.
    ///
    /// - Parameter text: a run's name, or a manifest's path.
    /// - Throws: `ManifestErrors` if the manifest is wrong.
    init(_ text: String, _ option: WorkspaceOption) throws {
        if NamedRun.isManifest(text) {
            try NamedFile.require(text, "the manifest", usuallyIn: "manifests")
            // The name is enough: values given when the run was begun may be missing now.
            let name = try ManifestLoader.name(of: text)
            workspace = option.workspace(
                of: text, besides: ManifestLoader.repositoryRoot(of: text))
            folder = workspace.run(name)
        } else {
            workspace = option.nearest()
            folder = workspace.run(text)
        }
    }

    /// The run as it was begun: its manifest with the values given then. The working directory becomes
    /// the one of then, since paths among the values are relative to it.
    ///
    /// - Throws: `ManifestErrors` if the manifest is wrong now, and a `Fault` if the folder is gone.
    func prepared(_ origin: RunOrigin, _ option: WorkspaceOption) throws -> PreparedRun {
        let resumeCommand = option.resumeCommand(folder.name, in: workspace)
        var option = option
        option.workspace = workspace.root
        guard chdir(origin.workingFolder) == 0 else {
            throw Fault(
                .configuration,
                "the run was begun in \(origin.workingFolder), which cannot be entered now",
                remedy:
                    "use `pipeline run \(ShellWord.quoted(origin.manifestPath))` with the values "
                    + "you want")
        }
        var prepared = try PreparedRun(
            manifest: origin.manifestPath, parameters: origin.parameters,
            overrides: origin.overrides, workspace: option)
        prepared.resumeCommand = resumeCommand
        return prepared
    }

    /// How the run stands.
    ///
    /// - Throws: a `Fault` of code `noInput` that lists the runs there are if this is none.
    func status() throws(Fault) -> RunStatus {
        if let status = try RunStatus.read(folder, in: workspace) { return status }
        let names = try RunFolder.all(in: workspace).map(\.name)
        if let near = Wording.nearest(to: folder.name, among: names) {
            throw Fault(
                .noInput, "there is no run `\(folder.name)` in \(workspace.root)",
                remedy: "did you mean `\(near)`?")
        }
        throw Fault(
            .noInput, "there is no run `\(folder.name)` in \(workspace.root)",
            remedy: names.isEmpty
                ? "`pipeline run MANIFEST` starts one; --workspace names another workspace"
                : "the runs there are \(names.map { "`\($0)`" }.joined(separator: ", "))")
    }
}

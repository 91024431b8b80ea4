import Engine
import Manifests
import Records
import Storage

/// A run that the command line names, by its name or by its manifest.
struct NamedRun {
    let workspace: Workspace
    let folder: RunFolder

    /// Finds a run.
    ///
    /// - Parameter text: a run's name, or a manifest's path.
    /// - Throws: `ManifestErrors` if the manifest is wrong.
    init(_ text: String, _ option: WorkspaceOption) throws {
        let isManifest =
            text.hasSuffix(".yaml") || text.hasSuffix(".yml") || text.contains("/")
        if isManifest {
            // The name is enough: values given when the run was begun may be missing now.
            let name = try ManifestLoader.name(of: text)
            workspace = option.workspace(besides: ManifestLoader.repositoryRoot(of: text))
            folder = workspace.run(name)
        } else {
            workspace = option.nearest()
            folder = workspace.run(text)
        }
    }

    /// How the run stands.
    ///
    /// - Throws: a `Fault` of code `badInput` that lists the runs there are if this is none.
    func status() throws(Fault) -> RunStatus {
        if let status = try RunStatus.read(folder, in: workspace) { return status }
        var names: [String] = []
        if try FileSystem.status(workspace.runsFolder) != nil {
            names = try FileSystem.list(workspace.runsFolder)
        }
        let list = names.map { "`\($0)`" }.joined(separator: ", ")
        throw Fault(
            .badInput, "there is no run `\(folder.name)` in \(workspace.root)",
            remedy: names.isEmpty
                ? "`pipeline run MANIFEST` starts one; --workspace names another workspace"
                : "the runs there are \(list)")
    }
}

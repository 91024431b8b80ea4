public import Records
import Storage

extension RunFolder {
    /// The folders of every run of a workspace, sorted by name.
    ///
    /// - Throws: a `Fault` if the folder of the runs cannot be listed.
    public static func all(in workspace: Workspace) throws(Fault) -> [RunFolder] {
        guard try FileSystem.status(workspace.runsFolder) != nil else { return [] }
        var folders: [RunFolder] = []
        for name in try FileSystem.list(workspace.runsFolder) where !name.hasPrefix(".") {
            let folder = workspace.run(name)
            if try FileSystem.status(folder.planPath) != nil { folders.append(folder) }
        }
        return folders
    }

    /// When the run last wrote into its log; nothing if it never did.
    var modified: Int? { (try? FileSystem.status(eventsPath))?.modified }

    /// The run that last wrote into its log, or nothing if there is none.
    ///
    /// - Throws: a `Fault` if the folder of the runs cannot be listed.
    public static func latest(in workspace: Workspace) throws(Fault) -> RunFolder? {
        var latest: (folder: RunFolder, modified: Int)?
        for folder in try all(in: workspace) {
            let modified = folder.modified ?? .min
            if modified > latest?.modified ?? .min { latest = (folder, modified) }
        }
        return latest?.folder
    }
}

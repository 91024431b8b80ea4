import ArgumentParser
import Engine
import Glibc
import Records
import Storage

/// `--workspace`.
struct WorkspaceOption: ParsableArguments {
    @Option(
        help: "The folder for artifacts and runs. Default: .pipeline in the manifest's repository.")
    var workspace: String?

    /// The workspace of a manifest's repository, unless another is named. A run's own locked manifest
    /// belongs to the workspace that it lies in.
    func workspace(of manifest: String, besides root: String) -> Workspace {
        let holding = WorkspaceOption.holding(WorkspaceOption.absolute(manifest))
        return Workspace(WorkspaceOption.absolute(workspace ?? holding ?? "\(root)/.pipeline"))
    }

    /// The workspace that a path leads into as the locked manifest of a run, if it does.
    private static func holding(_ path: String) -> String? {
        let steps = path.split(separator: "/")
        guard steps.count > 3 else { return nil }
        let root = "/" + steps.dropLast(3).joined(separator: "/")
        let run = Workspace(root).run(String(steps[steps.count - 2]))
        guard "/" + steps.joined(separator: "/") == run.manifestPath,
            (try? FileSystem.status(run.planPath)?.kind) == .file
        else { return nil }
        return root
    }

    /// The workspace in a folder, however it is named.
    static func workspace(at path: String) -> Workspace { Workspace(absolute(path)) }

    /// The nearest workspace here or above, unless another is named.
    func nearest() -> Workspace {
        if let workspace { return Workspace(WorkspaceOption.absolute(workspace)) }
        return Workspace(WorkspaceOption.nearest { _ in false })
    }

    /// The command that goes on with a run from here; it names the workspace if it would not be
    /// found without.
    func resumeCommand(_ name: String, in workspace: Workspace) -> String {
        let command = "pipeline resume \(ShellWord.quoted(name))"
        guard self.workspace != nil || !WorkspaceOption.isFound(workspace) else { return command }
        return "\(command) --workspace \(ShellWord.quoted(workspace.root))"
    }

    /// What a command that names a run of a workspace takes besides: nothing where it is found from
    /// here.
    static func words(for workspace: Workspace) -> String {
        isFound(workspace) ? "" : " --workspace \(ShellWord.quoted(workspace.root))"
    }

    /// Whether this is the nearest workspace once it is made.
    private static func isFound(_ workspace: Workspace) -> Bool {
        let suffix = "/.pipeline"
        guard workspace.root.hasSuffix(suffix) else { return false }
        let parent = String(workspace.root.dropLast(suffix.utf8.count))
        guard let real = try? FileSystem.realPath(parent.isEmpty ? "/" : parent) else {
            return false
        }
        let expected = real == "/" ? suffix : real + suffix
        return nearest { $0 == expected } == expected
    }

    /// The nearest folder `.pipeline` here or above.
    ///
    /// - Parameter isAssumed: whether a path counts as such a folder even if it is not there.
    private static func nearest(_ isAssumed: (String) -> Bool) -> String {
        let start = currentFolder
        var folder = start
        while true {
            let candidate = folder == "/" ? "/.pipeline" : "\(folder)/.pipeline"
            if isAssumed(candidate) || (try? FileSystem.status(candidate)?.kind) == .folder {
                return candidate
            }
            guard folder != "/", let slash = folder.lastIndex(of: "/") else { break }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
        return "\(start)/.pipeline"
    }

    /// A path from the root, so that what is printed can be used anywhere.
    static func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        let steps = path.split(separator: "/").filter { $0 != "." }
        let folder = currentFolder == "/" ? "" : currentFolder
        return ([folder] + steps.map { String($0) }).joined(separator: "/")
    }

    /// The working directory.
    static var currentFolder: String {
        guard let path = getcwd(nil, 0) else { return "." }
        defer { free(path) }
        return String(cString: path)
    }
}

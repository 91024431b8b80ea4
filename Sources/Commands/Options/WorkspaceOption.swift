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

    /// The workspace of a manifest's repository, unless another is named.
    func workspace(besides root: String) -> Workspace {
        Workspace(WorkspaceOption.absolute(workspace ?? "\(root)/.pipeline"))
    }

    /// The nearest workspace here or above, unless another is named.
    func nearest() -> Workspace {
        if let workspace { return Workspace(WorkspaceOption.absolute(workspace)) }
        let start = WorkspaceOption.currentFolder
        var folder = start
        while true {
            let candidate = folder == "/" ? "/.pipeline" : "\(folder)/.pipeline"
            if (try? FileSystem.status(candidate)?.kind) == .folder { return Workspace(candidate) }
            guard folder != "/", let slash = folder.lastIndex(of: "/") else { break }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
        return Workspace("\(start)/.pipeline")
    }

    /// A path from the root, so that what is printed can be used anywhere.
    private static func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        let steps = path.split(separator: "/").filter { $0 != "." }
        return ([currentFolder] + steps.map { String($0) }).joined(separator: "/")
    }

    /// The working directory.
    static var currentFolder: String {
        guard let path = getcwd(nil, 0) else { return "." }
        defer { free(path) }
        return String(cString: path)
    }
}

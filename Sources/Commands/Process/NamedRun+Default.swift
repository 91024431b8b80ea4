import Engine
import Records

extension NamedRun {
    /// The run that is named, or else the one that a process works on.
    ///
    /// - Throws: a `Fault` of code `noInput` if none is worked on, of code `usage` if several are.
    init(running name: String?, _ option: WorkspaceOption) throws {
        if let name {
            try self.init(name, option)
            return
        }
        let workspace = option.nearest()
        let running = try RunFolder.all(in: workspace).filter { RunLock.currentHolder($0) != nil }
        guard let only = running.first else {
            throw Fault(.noInput, "no process works on a run of \(workspace.root)")
        }
        guard running.count == 1 else {
            let names = running.map { "`\($0.name)`" }.joined(separator: ", ")
            throw Fault(.usage, "several runs are worked on: \(names)", remedy: "name one")
        }
        self.init(only, in: workspace)
    }

    /// The run that is named, or else the one that wrote into its log last.
    ///
    /// - Throws: a `Fault` of code `noInput` if the workspace has no run.
    init(latest name: String?, _ option: WorkspaceOption) throws {
        if let name {
            try self.init(name, option)
            return
        }
        let workspace = option.nearest()
        guard let latest = try RunFolder.latest(in: workspace) else {
            throw Fault(
                .noInput, "there is no run in \(workspace.root)",
                remedy: "name another workspace with --workspace")
        }
        self.init(latest, in: workspace)
    }
}

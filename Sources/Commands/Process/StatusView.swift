import Engine
import Records

/// How the runs that a command line asks for stand at one moment.
struct StatusView {
    /// What people read.
    let text: String
    /// The same for a script.
    let json: JSONValue
    /// Whether a process works on one of them.
    let isRunning: Bool

    /// Looks at one run, or at every run of the nearest workspace.
    init(_ name: String?, _ option: WorkspaceOption) throws {
        var statuses: [RunStatus] = []
        var texts: [String] = []
        var objects: [JSONValue] = []
        if let name {
            let named = try NamedRun(name, option)
            let status = try named.status()
            let failures = try StatusView.failures(of: status)
            let command = option.resumeCommand(named.folder.name, in: named.workspace)
            statuses = [status]
            texts = [StatusText.text(status, resumeCommand: command, failures: failures)]
            objects = [StatusText.json(status, failures: failures)]
        } else {
            let workspace = option.nearest()
            statuses = try RunStatus.all(in: workspace)
            texts = statuses.map { StatusText.text($0, resumeCommand: nil) }
            for status in statuses {
                objects.append(
                    StatusText.json(status, failures: try StatusView.failures(of: status)))
            }
            if statuses.isEmpty { texts = ["no runs in \(workspace.root)\n"] }
        }
        text = texts.joined()
        json = ["format": 1, "runs": .array(objects)]
        isRunning = statuses.contains { if case .running = $0.state { true } else { false } }
    }

    /// The units that failed; the log is read only if there are some.
    private static func failures(of status: RunStatus) throws(Fault) -> [FailedUnit] {
        guard status.stages.contains(where: { $0.unitsFailed > 0 }) else { return [] }
        return try FailedUnit.all(of: status.folder)
    }
}

import Engine
import Records

/// A run's status as text and as JSON.
enum StatusText {
    /// A line for the run, and if it is alone, a table of its stages.
    ///
    /// - Parameter resumeCommand: the command that goes on with the run, if it is alone.
    static func text(_ status: RunStatus, resumeCommand: String?) -> String {
        let done = status.stages.count { $0.state == .done }
        var text = "\(status.record.name): \(state(status)), "
        text += "\(done) of \(status.stages.count) stages done\n"
        guard let resumeCommand else { return text }
        var table = TextTable([
            ("stage", .left), ("kind", .left), ("state", .left), ("units done", .right),
            ("progress", .left), ("artifact", .left),
        ])
        for stage in status.stages {
            table.append([
                stage.name, stage.kind, stage.state.rawValue,
                stage.unitCount.map { "\(stage.unitsDone)/\($0)" } ?? "",
                stage.state == .done ? "" : progress(stage.progress),
                stage.artifact?.folder ?? "",
            ])
        }
        text += "\n\(table.text)\nrun folder: \(status.folder.path)\n"
        if !status.isComplete, case .running = status.state { return text }
        if !status.isComplete {
            text += "go on: \(resumeCommand)\n"
        }
        return text
    }

    /// The run as an object.
    static func json(_ status: RunStatus) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("run", .string(status.record.name)),
            .init("manifest", .string(status.record.origin.manifestPath)),
            .init("folder", .string(status.folder.path)),
        ]
        switch status.state {
        case .running(let holder):
            members.append(.init("state", "running"))
            members.append(.init("pid", .integer(holder.processIdentifier)))
            members.append(.init("host", .string(holder.host)))
            members.append(.init("since", .string(holder.started)))
        case .done: members.append(.init("state", "done"))
        case .partlyDone: members.append(.init("state", "partly_done"))
        case .interrupted: members.append(.init("state", "interrupted"))
        case .failed(let message):
            members.append(.init("state", "failed"))
            members.append(.init("message", .string(message)))
        }
        members.append(.init("stages", .array(status.stages.map(json))))
        return .object(members)
    }

    private static func json(_ stage: RunStatus.Stage) -> JSONValue {
        .object([
            .init("name", .string(stage.name)),
            .init("kind", .string(stage.kind)),
            .init("state", .string(stage.state.rawValue)),
            .init("units", stage.unitCount.map { .integer($0) } ?? .null),
            .init("units_done", .integer(stage.unitsDone)),
            .init("units_failed", .integer(stage.unitsFailed)),
            .init("progress", stage.progress?.json ?? .null),
            .init("counts", stage.artifact?.receipt.accounting.json ?? .null),
            .init("artifact", stage.artifact.map { .string($0.folder) } ?? .null),
        ])
    }

    private static func state(_ status: RunStatus) -> String {
        switch status.state {
        case .running(let holder):
            "running (process \(holder.processIdentifier) on \(holder.host), "
                + "since \(holder.started))"
        case .done: "done"
        case .partlyDone: "partly done, as asked"
        case .interrupted: "interrupted"
        case .failed(let message): "failed (\(FaultRenderer.printable(message)))"
        }
    }

    private static func progress(_ progress: UnitProgress?) -> String {
        guard let progress else { return "" }
        let total = progress.total.map { "/\($0)" } ?? ""
        return "\(progress.what) \(progress.done)\(total)"
    }
}

import Engine
import Records

/// A run's status as text and as JSON.
enum StatusText {
    /// A line for the run, and if it is alone, a table of its stages.
    ///
    /// - Parameters:
    ///   - resumeCommand: the command that goes on with the run, if it is alone.
    ///   - failures: the units that failed.
    static func text(
        _ status: RunStatus, resumeCommand: String?, failures: [FailedUnit] = []
    ) -> String {
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
                units(stage),
                stage.state == .done ? "" : progress(stage.progress),
                stage.artifact?.folder ?? "",
            ])
        }
        text += "\n\(table.text)\(failed(failures))\nrun folder: \(status.folder.path)\n"
        if !status.isComplete, case .running = status.state { return text }
        if !status.isComplete {
            text += "go on: \(resumeCommand)\n"
        }
        return text
    }

    /// More failures than this are only counted.
    private static let failuresShown = 20

    private static func failed(_ failures: [FailedUnit]) -> String {
        guard !failures.isEmpty else { return "" }
        var text = "\n\(Count.of(failures.count, "unit")) failed\n"
        for failure in failures.prefix(failuresShown) {
            let name = FaultRenderer.printable("\(failure.stage)/\(failure.unit)")
            text += "  \(name): \(FaultRenderer.printable(failure.message))\n"
        }
        let rest = failures.count - failuresShown
        return rest > 0 ? text + "  and \(Format.count(rest)) more: --json shows all\n" : text
    }

    private static func units(_ stage: RunStatus.Stage) -> String {
        guard let count = stage.unitCount else { return "" }
        let failed = stage.unitsFailed > 0 ? ", \(stage.unitsFailed) failed" : ""
        return "\(stage.unitsDone)/\(count)\(failed)"
    }

    /// The run as an object.
    ///
    /// - Parameter failures: the units that failed.
    static func json(_ status: RunStatus, failures: [FailedUnit] = []) -> JSONValue {
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
        members.append(.init("started", time(status.started)))
        members.append(.init("latest", time(status.latest)))
        members.append(.init("stages", .array(status.stages.map(json))))
        members.append(.init("failed_units", .array(failures.map(\.json))))
        return .object(members)
    }

    private static func time(_ time: Timestamp?) -> JSONValue {
        time.map { .string($0.description) } ?? .null
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

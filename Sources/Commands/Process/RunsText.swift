import Engine
import Records

/// Runs as a table and as JSON, a row each.
enum RunsText {
    static func text(_ statuses: [RunStatus]) -> String {
        var table = TextTable([
            ("run", .left), ("state", .left), ("started", .left), ("took", .right),
            ("stages done", .right), ("manifest", .left),
        ])
        for status in statuses {
            table.append([
                FaultRenderer.printable(status.record.name), state(status),
                status.started?.description ?? "",
                seconds(status).map { Format.duration($0) } ?? "",
                "\(stagesDone(status))/\(status.stages.count)",
                FaultRenderer.printable(status.record.origin.manifestPath),
            ])
        }
        return table.text
    }

    static func json(_ status: RunStatus) -> JSONValue {
        .object([
            .init("run", .string(status.record.name)),
            .init("state", .string(state(status).replacing(" ", with: "_"))),
            .init("started", status.started.map { .string($0.description) } ?? .null),
            .init("seconds", seconds(status).map { .real($0) } ?? .null),
            .init("stages", .integer(status.stages.count)),
            .init("stages_done", .integer(stagesDone(status))),
            .init("manifest", .string(status.record.origin.manifestPath)),
            .init("folder", .string(status.folder.path)),
        ])
    }

    /// One or two words for the state of a run.
    static func state(_ status: RunStatus) -> String {
        switch status.state {
        case .running: "running"
        case .done: "done"
        case .partlyDone: "partly done"
        case .interrupted: "interrupted"
        case .failed: "failed"
        }
    }

    private static func stagesDone(_ status: RunStatus) -> Int {
        status.stages.count { $0.state == .done }
    }

    /// What the last session took; for one that goes on, so far.
    private static func seconds(_ status: RunStatus) -> Double? {
        guard let started = status.started else { return nil }
        var end = status.latest ?? started
        if case .running = status.state { end = .now }
        return Double(max(0, end.milliseconds - started.milliseconds)) / 1000
    }
}

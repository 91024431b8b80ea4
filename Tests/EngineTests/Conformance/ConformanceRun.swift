import ConformanceSupport
import Engine
import Records

/// A run of scripted stages under way in a task of its own.
struct ConformanceRun: Sendable {
    /// How it ended.
    struct End: Sendable {
        var result: RunResult?
        var fault: Fault?
    }

    let task: Task<End, Never>
    /// The user's wish that it stops.
    let stop: StopRequest

    /// Starts a run.
    static func start(
        _ stages: [ScriptedStage], on executor: ExecutorUnderTest, in temporary: TemporaryWorkspace,
        name: String = "test", selection: RunSelection = RunSelection()
    ) async throws(Fault) -> ConformanceRun {
        let stop = StopRequest()
        try ScriptedRun(stages, name: name).write(to: temporary.workspace)
        let run = try await Run.of(
            stages, name: name, seed: ScriptedRun.seed.value, executor: try executor.make(),
            workspace: temporary.workspace, selection: selection, stop: stop)
        let task = Task { () async -> End in
            do throws(Fault) {
                return End(result: try await run.execute())
            } catch {
                return End(fault: error)
            }
        }
        return ConformanceRun(task: task, stop: stop)
    }

    /// A run to its end.
    static func end(
        _ stages: [ScriptedStage], on executor: ExecutorUnderTest, in temporary: TemporaryWorkspace,
        selection: RunSelection = RunSelection()
    ) async throws(Fault) -> End {
        try await start(stages, on: executor, in: temporary, selection: selection).task.value
    }
}

extension Ledger {
    /// The ledger of a workspace's stages.
    init(_ temporary: TemporaryWorkspace) throws(Fault) {
        try self.init("\(temporary.root)/ledger")
    }
}

public import Records
import Storage

/// Takes a plan to its end: does what is not published yet, stage by stage.
public struct Run: Sendable {
    let plan: RunPlan
    private let origin: RunOrigin
    let executor: any Executor
    let sink: EventSink
    let folder: RunFolder
    let software: @Sendable (_ kind: String) -> [String: String]
    let selection: RunSelection
    let stop: StopRequest
    private let resumeCommand: String

    /// A run that is ready to go.
    ///
    /// - Parameters:
    ///   - plan: the graph with its keys.
    ///   - origin: where it came from; kept in the run's folder.
    ///   - executor: where units run.
    ///   - sink: where events go; the run adds its log.
    ///   - software: libraries to name in the receipts of a kind of stage beside ours, with what they
    ///     say of themselves; asked when a receipt is written.
    ///   - selection: which part is to be done.
    ///   - stop: the user's wish that it stops.
    ///   - resumeCommand: the command that goes on with the run, for advice.
    public init(
        plan: RunPlan, origin: RunOrigin, executor: any Executor, sink: EventSink,
        software: @escaping @Sendable (_ kind: String) -> [String: String] = { _ in [:] },
        selection: RunSelection = RunSelection(),
        stop: StopRequest = StopRequest(), resumeCommand: String? = nil
    ) {
        self.plan = plan
        self.origin = origin
        self.executor = executor
        self.sink = sink
        self.software = software
        self.selection = selection
        self.stop = stop
        self.resumeCommand =
            resumeCommand ?? "pipeline resume \(ShellWord.quoted(plan.name))"
        folder = plan.workspace.run(plan.name)
    }

    /// Runs. Whatever ended an earlier attempt, this one goes on from there.
    ///
    /// - Throws: a `Fault` of code `tryAgain` if another process runs it, of code `interrupted` or
    ///   `terminated` if it was stopped or the task was cancelled, or what a stage threw.
    public func execute() async throws(Fault) -> RunResult {
        // What planning hashed is kept even if a kill ends the run, and the rest however it ends.
        plan.workspace.digests.save()
        defer { plan.workspace.digests.save() }
        let selected = try selection.stages(of: plan)
        for planned in selected { try await prepare(planned) }
        try FileSystem.createFolder(folder.stagesFolder)
        let lock = try await RunLock.take(folder)
        do throws(Fault) {
            let result = try await executeLocked(selected)
            lock.release()
            return result
        } catch {
            lock.release()
            throw error
        }
    }

    private func prepare(_ planned: PlannedStage) async throws(Fault) {
        do throws(Fault) {
            try planned.stage.prepare()
        } catch {
            if plan.artifact(of: planned) != nil { return }
            // Units that are done, and have only to be joined, need nothing.
            if let units = try await plan.units(of: planned),
                units.allSatisfy(\.isPublished) && !units.isEmpty
            {
                return
            }
            throw error
        }
    }

    private func executeLocked(_ selected: [PlannedStage]) async throws(Fault) -> RunResult {
        let start = ContinuousClock.now
        try writeRecord()
        try sink.open(folder)
        var event = Event(.runStarted)
        event.session = Event.Session(
            run: plan.name, processIdentifier: Host.processIdentifier, host: Host.name,
            jobs: executor.jobs, stages: selected.map(\.name))
        sink.emit(event)
        do throws(Fault) {
            var turns = StageTurns(selected, of: self)
            let stages = try await turns.take()
            let wall = start.duration(to: .now) / .seconds(1)
            var event = Event(.runFinished)
            event.cost = Cost(wallSeconds: wall)
            sink.emit(event)
            try sink.check()
            return RunResult(folder: folder, stages: stages, wallSeconds: wall)
        } catch {
            throw report(error)
        }
    }

    /// Writes down what the run is, so that another process can take it up, on another host too.
    ///
    /// - Throws: a `Fault` of code `tryAgain` if another process runs it, of code `usage` if there is no
    ///   stage of a name that was asked for.
    public func record() async throws(Fault) {
        plan.workspace.digests.save()
        _ = try selection.stages(of: plan)
        try FileSystem.createFolder(folder.stagesFolder)
        let lock = try await RunLock.take(folder)
        do throws(Fault) {
            try writeRecord()
            lock.release()
        } catch {
            lock.release()
            throw error
        }
    }

    private func writeRecord() throws(Fault) {
        let record = RunRecord(plan, origin: origin)
        var bytes: [UInt8] = []
        record.json.append(to: &bytes)
        try folder.update(Array(origin.lockedManifest.utf8), at: folder.manifestPath)
        try folder.update(bytes + [UInt8(ascii: "\n")], at: folder.planPath)
        try folder.unlinkStale(record)
    }

    /// Writes how the run ended, and makes the fault that the user sees.
    private func report(_ fault: Fault) -> Fault {
        guard Task.isCancelled || fault.code == .interrupted else {
            var fault = fault
            if fault.remedy == nil, fault.code != .internalError {
                fault.remedy =
                    "what is done is kept; once that is mended, `\(resumeCommand)` goes on"
            }
            var event = Event(.runFailed)
            event.message = fault.description
            event.remedy = fault.remedy
            sink.emit(event)
            return fault
        }
        let fault = Run.interruption(plan.name, stop.code, resumeCommand: resumeCommand)
        var event = Event(.runInterrupted)
        event.message = fault.message
        event.remedy = fault.remedy
        sink.emit(event)
        return fault
    }

    /// The fault of a run that was stopped from outside.
    ///
    /// - Parameters:
    ///   - name: the run's name.
    ///   - code: `interrupted` or `terminated`.
    ///   - resumeCommand: the command that goes on with it; nothing if it was not yet recorded.
    public static func interruption(
        _ name: String, _ code: Fault.Code, resumeCommand: String?
    ) -> Fault {
        Fault(
            code, "the run `\(name)` was interrupted; what is done is kept",
            remedy: resumeCommand.map {
                "`\($0)` goes on, with the --set and --params it was begun with"
            }
                ?? "start it again with the same command")
    }
}

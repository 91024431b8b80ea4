import Records
import Storage

/// The stages of a run on their way to be published.
///
/// A stage begins once what it reads is published, so those that do not need each other are under way
/// at the same time, up to one for each thread of the executor; where several could begin, the order
/// of the plan decides. A stage that keeps checkpoints is under way alone.
struct StageTurns {
    /// How the work on a stage ended.
    private struct Turn: Sendable {
        var planned: PlannedStage
        var result: Result<StageEnd, Fault>
    }

    private let run: Run
    private let order: [String]
    /// Those that have not begun, in the order of the plan.
    private var waiting: [PlannedStage]
    private var underWay: [PlannedStage] = []
    private var artifacts: [String: Artifact] = [:]
    private var results: [StageResult] = []
    private var failures: RunFailures
    private var hasSwept = false
    /// What ended the run before every stage had its turn.
    private var ending: Fault?
    /// One for all, since processor time is that of the process.
    private let meter = ResourceMeter()

    /// The turns of some of a run's stages, which are in the order of the plan.
    init(_ selected: [PlannedStage], of run: Run) {
        self.run = run
        waiting = selected
        order = selected.map(\.name)
        failures = RunFailures(stages: order)
        guard run.selection.only != nil else { return }
        for stage in run.plan.stages { artifacts[stage.name] = run.plan.artifact(of: stage) }
    }

    /// Gives every stage its turn.
    ///
    /// - Returns: what became of each, in the order of the plan.
    /// - Throws: one `Fault` for everything that failed, or what ended the run early.
    mutating func take() async throws(Fault) -> [StageResult] {
        await withTaskGroup(of: Turn.self) { group in
            while true {
                if ending == nil { await begin(&group) }
                guard let turn = await group.next() else { return }
                underWay.removeAll { $0.name == turn.planned.name }
                await note(turn.result, of: turn.planned)
                // Those who know of the wish to stop come to an end by themselves.
                if ending != nil, !run.stop.isMade { group.cancelAll() }
            }
        }
        if let ending { throw ending }
        try failures.check()
        if let stage = waiting.first {
            throw Fault(.internalError, "nothing that `\(stage.name)` waits for is under way")
        }
        return results.sorted { place(of: $0) < place(of: $1) }
    }

    private func place(of result: StageResult) -> Int {
        order.firstIndex(of: result.name) ?? order.count
    }

    /// Begins what can begin; whatever ends the run is noted.
    private mutating func begin(_ group: inout TaskGroup<Turn>) async {
        for planned in waiting {
            guard ending == nil, mayGoOn() else { return }
            if let cause = failures.cause(for: planned, keepsGoing: run.selection.keepsGoing) {
                failures.skip(planned)
                waiting.removeAll { $0.name == planned.name }
                var event = Event(.stageSkipped, stage: planned.name, key: planned.key)
                event.message = cause
                run.sink.emit(event)
                continue
            }
            guard let inputs = inputs(of: planned) else { continue }
            waiting.removeAll { $0.name == planned.name }
            let work = work(on: planned, inputs)
            if let result = work.cached() {
                await note(.success(.published(result)), of: planned)
                continue
            }
            sweep()
            underWay.append(planned)
            let executor = run.executor
            group.addTask { Turn(planned: planned, result: await work.result(on: executor)) }
        }
    }

    /// Whether more stages may begin; if not, why is noted.
    private mutating func mayGoOn() -> Bool {
        do throws(Fault) {
            try run.sink.check()
            if Task.isCancelled { throw Fault(.interrupted, "the run was stopped") }
            try run.stop.check()
            return true
        } catch {
            ending = error
            return false
        }
    }

    /// What a stage reads, if all of it is published and the stage may begin.
    private func inputs(of planned: PlannedStage) -> StageInputs? {
        // Two stages that come to the same are done once.
        let isTwin = underWay.contains {
            $0.key == planned.key && $0.stage.kind == planned.stage.kind
        }
        // What keeps checkpoints trains on every thread, and stops at once if it is alone.
        let fits =
            underWay.isEmpty
            || !planned.stage.keepsCheckpoints && !underWay.contains { $0.stage.keepsCheckpoints }
        guard !isTwin, fits, underWay.count < run.executor.jobs else { return nil }
        var entries: [StageInputs.Entry] = []
        for edge in planned.stage.inputs {
            guard let artifact = artifacts[edge.stage] else { return nil }
            entries.append((edge, artifact))
        }
        return StageInputs(entries)
    }

    private func work(on planned: PlannedStage, _ inputs: StageInputs) -> StageWork {
        var work = StageWork(
            workspace: run.plan.workspace, run: run.folder, planned: planned, inputs: inputs,
            seed: run.plan.seed, sink: run.sink, stop: run.stop)
        work.software = run.software
        work.meter = meter
        return work
    }

    /// Only a run with something to do looks through the store, once.
    private mutating func sweep() {
        guard !hasSwept else { return }
        hasSwept = true
        StoreSweep.sweep(run.plan.workspace, run: run.folder)
        CacheSweep.sweep(run.plan.workspace)
    }

    /// Takes in how a stage's turn ended, and puts what it published where it belongs.
    private mutating func note(
        _ result: Result<StageEnd, Fault>, of planned: PlannedStage
    ) async {
        do throws(Fault) {
            switch try result.get() {
            case .published(let result):
                try run.folder.link(planned, in: run.plan.workspace)
                try await planned.stage.deliver(result.artifact, run.plan.workspace)
                artifacts[planned.name] = result.artifact
                results.append(result)
            case .failed(let units): failures.add(units, of: planned)
            }
        } catch {
            if error.code == .interrupted || Task.isCancelled {
                ending = ending ?? error
                return
            }
            var event = Event(.stageFailed, stage: planned.name, key: planned.key)
            event.code = error.code
            event.message = error.description
            event.remedy = error.remedy
            run.sink.emit(event)
            failures.add(error, of: planned)
        }
    }
}

import Engine
import Records
import Testing

@Suite struct StopRequestTests {
    /// How a run ended, and what its events say.
    private struct End {
        var fault: Fault?
        var finished: [String?]
        var last: Event.Kind?
    }

    /// Runs stages, of which one opens the gate, and asks the run to stop then.
    private func run(
        _ stages: [any Stage], in temporary: TemporaryWorkspace, code: Fault.Code = .interrupted,
        started: Gate, then proceed: (_ isCommitting: Bool, _ run: Task<Fault?, Never>) -> Void
    ) async throws -> End {
        let stop = StopRequest()
        let run = try await Run.of(
            stages, jobs: 1, workspace: temporary.workspace, stop: stop)
        let task = Task { () async -> Fault? in
            do throws(Fault) {
                _ = try await run.execute()
                return nil
            } catch {
                return error
            }
        }
        await started.wait()
        proceed(stop.make(code), task)
        let fault = await task.value
        let events = try temporary.events()
        return End(
            fault: fault, finished: events.filter { $0.kind == .unitFinished }.map(\.unit),
            last: events.last?.kind)
    }

    /// A stage whose first unit waits until somebody opens the gate or cancels it.
    private func stage(started: Gate, ending: Gate, keepsCheckpoints: Bool = false) -> FakeStage {
        var stage = FakeStage("s", units: ["first", "second"])
        stage.keepsCheckpoints = keepsCheckpoints
        stage.onRun = { unit, context throws(Fault) in
            guard unit.name == "first" else { return }
            started.open()
            await ending.wait()
            try context.checkCancellation()
        }
        return stage
    }

    @Test(arguments: [Fault.Code.interrupted, .terminated])
    func `units under way are committed, and no more are started`(code: Fault.Code) async throws {
        let temporary = try TemporaryWorkspace()
        let (started, ending) = (Gate(), Gate())
        let end = try await run(
            [stage(started: started, ending: ending)], in: temporary, code: code, started: started
        ) { isCommitting, _ in
            #expect(isCommitting)
            ending.open()
        }
        #expect(end.fault?.code == code)
        #expect(end.fault?.remedy?.contains("`pipeline resume test`") == true)
        #expect(end.finished == ["first"])
        #expect(end.last == .runInterrupted)

        let result = try await temporary.run([FakeStage("s", units: ["first", "second"])])
        #expect(result.stages.first?.unitsDone == 1, "what was committed is not done again")
    }

    @Test func `units that keep checkpoints are not waited for`() async throws {
        let temporary = try TemporaryWorkspace()
        let started = Gate()
        let end = try await run(
            [stage(started: started, ending: Gate(), keepsCheckpoints: true)], in: temporary,
            started: started
        ) { isCommitting, task in
            #expect(!isCommitting)
            task.cancel()
        }
        #expect(end.fault?.code == .interrupted)
        #expect(end.finished.isEmpty)
    }

    @Test func `a stage whose last unit is committed is published, the next one not begun`()
        async throws
    {
        let temporary = try TemporaryWorkspace()
        let (started, ending) = (Gate(), Gate())
        var only = stage(started: started, ending: ending)
        only.units = Array(only.units.prefix(1))
        let end = try await run(
            [only, FakeStage("next", reads: ["s"])], in: temporary, started: started
        ) { _, _ in ending.open() }
        #expect(end.fault?.code == .interrupted)
        #expect(end.finished == ["first"])
        let kinds = try temporary.events().map(\.kind)
        #expect(kinds.contains(.stageFinished))
        #expect(kinds.count { $0 == .stagePlanned } == 1)
    }

    @Test func `a run whose last stage is published ends well all the same`() async throws {
        let temporary = try TemporaryWorkspace()
        let (started, ending) = (Gate(), Gate())
        var only = stage(started: started, ending: ending)
        only.units = Array(only.units.prefix(1))
        let end = try await run([only], in: temporary, started: started) { _, _ in ending.open() }
        #expect(end.fault == nil)
        #expect(end.last == .runFinished)
    }

    @Test func `what may be tried again is left for the next time`() async throws {
        let temporary = try TemporaryWorkspace()
        let (started, ending) = (Gate(), Gate())
        var stage = stage(started: started, ending: ending)
        let first = stage.onRun
        stage.onRun = { unit, context throws(Fault) in
            try await first(unit, context)
            throw Fault(.tryAgain, "not now")
        }
        stage.limits.retries = 1000
        let end = try await run([stage], in: temporary, started: started) { _, _ in ending.open() }
        #expect(end.fault?.code == .interrupted)
        let kinds = try temporary.events().map(\.kind)
        #expect(!kinds.contains(.unitRetrying) && !kinds.contains(.unitFailed))
    }

    @Test func `the first wish counts, and nothing is under way before a run`() {
        let stop = StopRequest()
        #expect(!stop.isMade)
        #expect(!stop.make(.terminated))
        stop.make(.interrupted)
        #expect(stop.isMade)
        #expect(stop.code == .terminated)
    }
}

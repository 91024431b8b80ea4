import ConformanceSupport
import Engine
import Records
import Storage
import Testing

/// What every executor does: the same bytes, whatever the order and however often it is cut short.
@Suite struct ExecutorConformanceTests {
    private static let names = (0..<23).map { "u\($0)" }

    private static func graph(_ ledger: Ledger) -> [ScriptedStage] {
        [
            ScriptedStage("first", units: names, ledger),
            ScriptedStage("second", units: names, reads: ["first"], ledger),
            ScriptedStage("last", units: ["all"], reads: ["first", "second"], ledger),
        ]
    }

    private static let unitCount = 2 * names.count + 1

    /// The digests that one thread comes to.
    private static func expected() async throws -> [String: [Receipt.File]] {
        let temporary = try TemporaryWorkspace()
        return try await temporary.run(
            graph(try Ledger(temporary)), seed: ScriptedRun.seed.value, jobs: 1
        ).digests
    }

    @Test(arguments: ExecutorUnderTest.all)
    func `bytes are those of one thread, and each unit runs once`(
        executor: ExecutorUnderTest
    ) async throws {
        try await executor.alone {
            let temporary = try TemporaryWorkspace()
            let ledger = try Ledger(temporary)
            let graph = ExecutorConformanceTests.graph(ledger)
            let end = try await ConformanceRun.end(graph, on: executor, in: temporary)
            #expect(try await end.result?.digests == ExecutorConformanceTests.expected())
            #expect(try ledger.begun().count == ExecutorConformanceTests.unitCount)
            #expect(try Set(ledger.begun()).count == ExecutorConformanceTests.unitCount)
            // Again: everything is found.
            let again = try await ConformanceRun.end(graph, on: executor, in: temporary)
            #expect(again.result?.stages.map(\.wasCached) == [true, true, true])
            #expect(try ledger.begun().count == ExecutorConformanceTests.unitCount)
            #expect(try temporary.leftovers() == [])
        }
    }

    @Test(arguments: ExecutorUnderTest.all)
    func `a run that is cancelled at any unit redoes those under way at most`(
        executor: ExecutorUnderTest
    ) async throws {
        try await executor.alone {
            let expected = try await ExecutorConformanceTests.expected()
            var generator = CounterGenerator(Seed(11))
            for _ in 0..<executor.trials {
                let temporary = try TemporaryWorkspace()
                let ledger = try Ledger(temporary)
                let graph = ExecutorConformanceTests.graph(ledger)
                let count = 1 + generator.index(below: ExecutorConformanceTests.unitCount)
                let run = try await ConformanceRun.start(graph, on: executor, in: temporary)
                try await ledger.wait(forBegun: count)
                run.task.cancel()
                let fault = await run.task.value.fault
                // It may have been about to end.
                #expect(fault == nil || fault?.code == .interrupted, "\(count): \(fault as Any)")
                let end = try await ConformanceRun.end(graph, on: executor, in: temporary)
                #expect(end.result?.digests == expected, "cancelled at unit \(count)")
                let begun = try ledger.begun().count
                let most = ExecutorConformanceTests.unitCount + executor.jobs
                #expect(begun <= most, "cancelled at unit \(count)")
                #expect(try temporary.leftovers() == [])
            }
        }
    }

    @Test(arguments: ExecutorUnderTest.all)
    func `cancellation ends units where they are and publishes nothing of them`(
        executor: ExecutorUnderTest
    ) async throws {
        try await executor.alone {
            let temporary = try TemporaryWorkspace()
            let ledger = try Ledger(temporary)
            var stage = ScriptedStage("s", units: ["a", "b", "c", "d"], ledger)
            for unit in stage.units { stage.scripts[unit] = .init(waits: true) }
            let run = try await ConformanceRun.start([stage], on: executor, in: temporary)
            let count = min(executor.jobs, stage.units.count)
            try await ledger.wait(forBegun: count)
            run.task.cancel()
            let fault = await run.task.value.fault
            #expect(fault?.code == .interrupted && fault?.exitStatus == 130)
            #expect(try ledger.begun().count == count, "nothing is begun after that")
            #expect(try temporary.leftovers() == [])
            let events = try temporary.events()
            #expect(!events.contains { $0.kind == .unitFinished || $0.kind == .unitFailed })
            #expect(events.last?.kind == .runInterrupted)
        }
    }

    @Test(arguments: ExecutorUnderTest.all)
    func `a stopped run starts no more, and keeps what was under way`(
        executor: ExecutorUnderTest
    ) async throws {
        try await executor.alone {
            let temporary = try TemporaryWorkspace()
            let ledger = try Ledger(temporary)
            var stage = ScriptedStage("s", units: ExecutorConformanceTests.names, ledger)
            for unit in stage.units { stage.scripts[unit] = .init(waits: true) }
            let run = try await ConformanceRun.start([stage], on: executor, in: temporary)
            let count = min(executor.jobs, stage.units.count)
            try await ledger.wait(forBegun: count)
            run.stop.make(.terminated)
            try await executor.waitForStop(in: temporary)
            try ledger.letGo()
            let fault = await run.task.value.fault
            #expect(fault?.code == .terminated)
            #expect(try ledger.begun().count == count)
            #expect(try temporary.events().count { $0.kind == .unitFinished } == count)
            _ = try await ConformanceRun.end([stage], on: executor, in: temporary)
            #expect(try ledger.begun().count == stage.units.count, "nothing is done again")
        }
    }

    @Test(arguments: ExecutorUnderTest.all)
    func `a stage without units is published`(executor: ExecutorUnderTest) async throws {
        try await executor.alone {
            let temporary = try TemporaryWorkspace()
            let ledger = try Ledger(temporary)
            let stages = [
                ScriptedStage("none", units: [], ledger),
                ScriptedStage("after", units: ["a"], reads: ["none"], ledger),
            ]
            let end = try await ConformanceRun.end(stages, on: executor, in: temporary)
            let receipt = try #require(end.result?.stages.first?.artifact.receipt)
            #expect(receipt.unitCount == 0 && receipt.accounting == Accounting())
            #expect(try ledger.begun() == ["after/a"])
        }
    }
}

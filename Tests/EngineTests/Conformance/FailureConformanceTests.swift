import ConformanceSupport
import Records
import Storage
import Testing

@testable import Engine

/// What every executor does with units that fail, hang, or are run twice at once.
@Suite struct FailureConformanceTests {
    /// An executor and a way to fail.
    struct Case: Sendable, CustomTestStringConvertible {
        var executor: ExecutorUnderTest
        var code: Fault.Code
        var failures: Int
        var attempts: Int
        var succeeds: Bool
        var testDescription: String {
            "\(executor.testDescription), \(failures) times \(code)"
        }

        static let all = ExecutorUnderTest.all.flatMap { executor in
            executor.first(of: [
                Case(executor: executor, code: .tryAgain, failures: 2, attempts: 3, succeeds: true),
                Case(
                    executor: executor, code: .tryAgain, failures: 9, attempts: 3, succeeds: false),
                Case(
                    executor: executor, code: .badInput, failures: 1, attempts: 1, succeeds: false),
                Case(
                    executor: executor, code: .failedUnits, failures: 1, attempts: 1,
                    succeeds: false),
            ])
        }
    }

    @Test(arguments: Case.all)
    func `what may pass is tried again with growing pauses, what stays is not`(
        sample: Case
    ) async throws {
        try await sample.executor.alone {
            let temporary = try TemporaryWorkspace()
            let ledger = try Ledger(temporary)
            var stage = ScriptedStage("s", units: ["good", "ill"], ledger)
            stage.scripts["ill"] = .init(failures: sample.failures, code: sample.code)
            stage.limits = UnitLimits(retries: 2, retryDelay: .milliseconds(8))
            let start = ContinuousClock.now
            let end = try await ConformanceRun.end([stage], on: sample.executor, in: temporary)
            let wall = start.duration(to: .now)
            #expect((end.result != nil) == sample.succeeds)
            #expect(try ledger.begun().count { $0 == "s/ill" } == sample.attempts)
            #expect(try ledger.begun().count { $0 == "s/good" } == 1)
            let retries = try temporary.events().filter { $0.kind == .unitRetrying }
            #expect(retries.map(\.attempt) == Array(2..<(sample.attempts + 1)))
            // 8 ms, then 16: no retry comes sooner, however fast the machine.
            if sample.attempts == 3 { #expect(wall >= .milliseconds(24)) }
            if let fault = end.fault {
                let what = sample.code == .tryAgain ? "is not done yet" : "failed"
                #expect(fault.message.contains("the unit `ill` of `s` \(what)"))
                #expect(fault.exitStatus == (sample.code == .tryAgain ? 75 : 1))
            }
            #expect(try temporary.leftovers().isEmpty)
        }
    }

    @Test(arguments: ExecutorUnderTest.all)
    func `units that fail are listed, and the rest goes on`(
        executor: ExecutorUnderTest
    ) async throws {
        try await executor.alone {
            let temporary = try TemporaryWorkspace()
            let ledger = try Ledger(temporary)
            var stages = [
                ScriptedStage("s", units: (0..<12).map { "u\($0)" }, ledger),
                ScriptedStage("t", units: ["a"], reads: ["s"], ledger),
            ]
            stages[0].scripts["u3"] = .init(failures: 1, code: .badInput)
            stages[0].scripts["u7"] = .init(failures: 1, code: .badInput)
            let end = try await ConformanceRun.end(stages, on: executor, in: temporary)
            let fault = try #require(end.fault)
            #expect(fault.exitStatus == 1)
            #expect(
                fault.message == "2 units failed: `s/u3`, `s/u7`; not run for want of that: `t`")
            #expect(try ledger.begun().count == 12)
            let failed = try FailedUnit.all(of: temporary.workspace.run("test"))
            #expect(failed.map(\.unit).sorted() == ["u3", "u7"])
            let again = try await ConformanceRun.end(stages, on: executor, in: temporary)
            #expect(again.result != nil)
            #expect(try Set(ledger.begun().dropFirst(12)) == ["s/u3", "s/u7", "t/a"])
        }
    }

    @Test(arguments: ExecutorUnderTest.all)
    func `a unit that takes too long is ended, the others are kept`(
        executor: ExecutorUnderTest
    ) async throws {
        try await executor.alone {
            let temporary = try TemporaryWorkspace()
            let ledger = try Ledger(temporary)
            var stage = ScriptedStage("s", units: ["hangs", "quick"], ledger)
            stage.scripts["hangs"] = .init(waits: true)
            stage.limits = UnitLimits(
                retries: 1, retryDelay: .milliseconds(1), timeout: .milliseconds(700))
            let end = try await ConformanceRun.end([stage], on: executor, in: temporary)
            #expect(end.fault?.exitStatus == 75, "it may work with more time")
            #expect(end.fault?.message.contains("longer than its timeout") == true)
            #expect(try ledger.begun().count { $0 == "s/hangs" } == 2)
            let finished = try temporary.events().filter { $0.kind == .unitFinished }
            #expect(finished.map(\.unit) == ["quick"])
            #expect(try temporary.leftovers().isEmpty)
            try ledger.letGo()
            let again = try await ConformanceRun.end([stage], on: executor, in: temporary)
            #expect(again.result != nil)
        }
    }

    @Test(arguments: ExecutorUnderTest.all)
    func `two runs of one stage share its units`(executor: ExecutorUnderTest) async throws {
        try await executor.alone {
            let temporary = try TemporaryWorkspace()
            let ledger = try Ledger(temporary)
            var stage = ScriptedStage("s", units: ["a", "b", "c"], ledger)
            stage.scripts["a"] = .init(waits: true)
            let first = try await ConformanceRun.start(
                [stage], on: executor, in: temporary, name: "first")
            try await ledger.wait(forBegun: 1)
            let second = try await ConformanceRun.start(
                [stage], on: executor, in: temporary, name: "second")
            while try !temporary.events("second").contains(where: { $0.kind == .notice }) {
                try await Task.sleep(for: .milliseconds(1))
            }
            try ledger.letGo()
            let ends = await (first.task.value, second.task.value)
            #expect(ends.0.result != nil && ends.0.result?.digests == ends.1.result?.digests)
            #expect(try ledger.begun().sorted() == ["s/a", "s/b", "s/c"])
        }
    }

    @Test(arguments: ExecutorUnderTest.all)
    func `of two attempts that are alive at once, one publishes and the other leaves nothing`(
        executor: ExecutorUnderTest
    ) async throws {
        try await executor.alone {
            let temporary = try TemporaryWorkspace()
            let ledger = try Ledger(temporary)
            var stage = ScriptedStage("s", units: ["a", "b"], ledger)
            stage.scripts["a"] = .init(waits: true)
            let plan = try await RunPlan(
                name: "test", stages: [stage], seed: ScriptedRun.seed,
                workspace: temporary.workspace)
            let planned = try #require(plan.stages.first)
            func attempt(_ run: String) throws -> Task<[Artifact?], any Error> {
                try ScriptedRun([stage], name: run).write(to: temporary.workspace)
                let work = StageWork(
                    workspace: temporary.workspace, run: temporary.workspace.run(run),
                    planned: planned, inputs: StageInputs([]), seed: ScriptedRun.seed,
                    sink: EventSink()
                )
                return Task {
                    try await executor.make().run(try await work.units(), of: work).artifacts
                }
            }
            let first = try attempt("first")
            while try !ledger.begun().contains("s/a") {
                try await Task.sleep(for: .milliseconds(1))
            }
            // The first attempt's lock is lost, as it may be with a server of files that starts anew.
            let folder = "\(temporary.workspace.storeFolder)/scripted"
            try FileSystem.remove("\(folder)/.locks")
            let second = try attempt("second")
            while try ledger.begun().count(where: { $0 == "s/a" }) < 2 {
                try await Task.sleep(for: .milliseconds(1))
            }
            try ledger.letGo()
            let ends = try await (first.value, second.value)
            for unit in 0..<2 {
                #expect(ends.0[unit]?.folder == ends.1[unit]?.folder)
                #expect(ends.0[unit]?.receipt.files == ends.1[unit]?.receipt.files)
                #expect(
                    ends.0[unit]?.receipt.started == ends.1[unit]?.receipt.started, "one receipt")
            }
            let attempts = try ledger.folders()
            #expect(Set(attempts).count == attempts.count, "each had a folder of its own")
            for attempt in attempts { #expect(try FileSystem.status(attempt) == nil) }
            #expect(try FileSystem.list(folder).count { $0.count == 64 } == 2)
            #expect(try temporary.leftovers().isEmpty)
        }
    }
}

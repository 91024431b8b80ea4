import ConformanceSupport
import Engine
import Records
import Testing

/// What every executor does where only a part of a run is asked for, or all that can be done.
@Suite struct SelectionConformanceTests {
    /// `a → b → c`, and `d` beside them; a unit of `b` fails once.
    private func stages(_ ledger: Ledger, failing: Bool = false) -> [ScriptedStage] {
        var stages = [
            ScriptedStage("a", units: ["1"], ledger),
            ScriptedStage("b", units: ["1", "2"], reads: ["a"], ledger),
            ScriptedStage("c", units: ["1"], reads: ["b"], ledger),
            ScriptedStage("d", units: ["1"], ledger),
        ]
        stages[3].parameters = ["of": "its own"]
        if failing { stages[1].scripts["1"] = .init(failures: 1, code: .badInput) }
        return stages
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var executor: ExecutorUnderTest
        var selection = RunSelection()
        var fails = false
        /// The units that run.
        var units: [String]
        /// Those that a plain run does afterwards.
        var rest: [String]
        var what: String
        var testDescription: String { "\(executor.testDescription), \(what)" }

        static let all = ExecutorUnderTest.all.flatMap { executor in
            // With more than one thread, `d` begins before `b` fails.
            let beside = executor.jobs > 1 ? ["d/1"] : []
            return executor.first(of: [
                Case(
                    executor: executor, selection: RunSelection(keepsGoing: true), fails: true,
                    units: ["a/1", "b/1", "b/2", "d/1"], rest: ["b/1", "c/1"],
                    what: "a failure, keep going"),
                Case(
                    executor: executor, fails: true, units: ["a/1", "b/1", "b/2"] + beside,
                    rest: ["b/1", "c/1"] + (beside.isEmpty ? ["d/1"] : []), what: "a failure"),
                Case(
                    executor: executor, selection: RunSelection(until: "b"),
                    units: ["a/1", "b/1", "b/2"], rest: ["c/1", "d/1"], what: "until b"),
                Case(
                    executor: executor, selection: RunSelection(only: "d"), units: ["d/1"],
                    rest: ["a/1", "b/1", "b/2", "c/1"], what: "only d"),
            ])
        }
    }

    @Test(arguments: Case.all)
    func `what was asked for runs, and a plain run does the rest`(sample: Case) async throws {
        try await sample.executor.alone {
            let temporary = try TemporaryWorkspace()
            let ledger = try Ledger(temporary)
            let stages = stages(ledger, failing: sample.fails)
            let first = try await ConformanceRun.end(
                stages, on: sample.executor, in: temporary, selection: sample.selection)
            #expect((first.fault != nil) == sample.fails)
            #expect(try ledger.begun().sorted() == sample.units)
            let second = try await ConformanceRun.end(stages, on: sample.executor, in: temporary)
            #expect(second.result?.stages.count == 4)
            #expect(try ledger.begun().dropFirst(sample.units.count).sorted() == sample.rest)
        }
    }
}

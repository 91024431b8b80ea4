import Records
import Storage
import Testing

@testable import Engine

/// What a plan says would be done, and why.
@Suite struct PlanExplanationTests {
    /// Two stages in a row and what becomes of them.
    private func stages(_ change: (inout FakeStage, inout FakeStage) -> Void = { _, _ in })
        -> [any Stage]
    {
        var first = FakeStage("first", units: ["a", "b"])
        first.parameters = ["settings": ["n": 4]]
        var second = FakeStage("second", reads: ["first"])
        second.usesSeed = false
        change(&first, &second)
        return [first, second]
    }

    private func explain(
        _ stages: [any Stage], in workspace: TemporaryWorkspace, seed: UInt64 = 0
    ) async throws -> PlanExplanation {
        try await PlanExplanation(
            try await RunPlan(
                name: "test", stages: stages, seed: Seed(seed), workspace: workspace.workspace))
    }

    @Test func `a run that never was has never run, and nobody knows how long it takes`()
        async throws
    {
        let workspace = try TemporaryWorkspace()
        let plan = try await explain(stages(), in: workspace)
        #expect(plan.stages.map(\.reasons) == [["never run"], ["never run"]])
        #expect(plan.stages.map(\.state) == [.willRun, .willRun])
        #expect(plan.stages.map(\.unitCount) == [2, nil])
        #expect(plan.workCount == 2)
        #expect(plan.estimate.unknownCount == 2)
    }

    @Test func `a run that is done has nothing to do`() async throws {
        let workspace = try TemporaryWorkspace()
        try await workspace.run(stages())
        let plan = try await explain(stages(), in: workspace)
        #expect(plan.stages.map(\.state) == [.cached, .cached])
        #expect(plan.stages.map(\.reasons) == [[], []])
        #expect(plan.workCount == 0)
        #expect(plan.stages.map(\.unitCount) == [2, 1])
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var what: String
        var seed: UInt64 = 0
        var change: @Sendable (inout FakeStage, inout FakeStage) -> Void = { _, _ in }
        var first: [String]
        var second: [String]
        var testDescription: String { what }
    }

    private static let digests = ["a", "b"].map { String(repeating: $0, count: 64) }

    static let cases = [
        Case(
            what: "a parameter",
            change: { first, _ in first.parameters = ["settings": ["n": 8]] },
            first: ["first.n 4 → 8"], second: ["reads first, which will run"]),
        Case(
            what: "what surrounds a stage",
            change: { _, second in second.parameters = ["surroundings": ["policy": ["width": 8]]] },
            first: [], second: [#"second.surroundings none → {"policy":{"width":8}}"#]),
        Case(
            what: "the code", change: { _, second in second.behaviourVersion = 2 },
            first: [], second: ["code version 1 → 2"]),
        Case(
            what: "the kind", change: { _, second in second.kind = "other" },
            first: [], second: ["kind fake → other"]),
        Case(
            what: "the seed", seed: 1, first: ["seed 0 → 1"],
            second: ["reads first, which will run"]),
        Case(
            what: "an input more",
            change: { _, second in second.inputs.append(.init(field: "also", stage: "first")) },
            first: [], second: ["now reads first as also"]),
        Case(
            what: "an input less", change: { _, second in second.inputs = [] },
            first: [], second: ["no longer reads first as from"]),
        Case(
            what: "many things at once",
            change: { first, _ in
                first.behaviourVersion = 3
                first.parameters = ["settings": ["n": 5, "m": true]]
                first.content = ["x": "y"]
            },
            first: [
                "code version 1 → 3", "first.m none → true", "first.n 4 → 5",
                #"content none → {"x":"y"}"#,
            ],
            second: ["reads first, which will run"]),
    ]

    @Test(arguments: cases)
    func `what changed since the last plan is the reason`(test: Case) async throws {
        let workspace = try TemporaryWorkspace()
        try await workspace.run(stages())
        let plan = try await explain(stages(test.change), in: workspace, seed: test.seed)
        #expect(plan.stages.map(\.reasons) == [test.first, test.second])
        #expect(
            plan.stages.map(\.cause)
                == [test.first, test.second].map { $0.isEmpty ? nil : .changed })
    }

    @Test func `an upstream stage that is cached under another key is named with its keys`()
        async throws
    {
        let workspace = try TemporaryWorkspace()
        try await workspace.run(stages { first, _ in first.parameters = ["settings": ["n": 8]] })
        try await workspace.run(stages())
        let before = try await explain(stages(), in: workspace).stages[0].planned.key
        let plan = try await explain(
            stages { first, second in
                first.parameters = ["settings": ["n": 8]]
                second.behaviourVersion = 2
            }, in: workspace)
        let now = plan.stages[0].planned.key
        #expect(plan.stages.map(\.state) == [.cached, .willRun])
        #expect(
            plan.stages[1].reasons == [
                "code version 1 → 2",
                "reads first, which is now \(now.short) and was \(before.short)",
            ])
    }

    @Test func `a removed artifact is gone, and what reads it needs nothing`() async throws {
        let workspace = try TemporaryWorkspace()
        let result = try await workspace.run(stages())
        try FileSystem.remove(result.stages[0].artifact.folder)
        let plan = try await explain(stages(), in: workspace)
        #expect(plan.stages.map(\.reasons) == [["its artifact is gone"], []])
        #expect(plan.stages[0].state == .goesOn)
        #expect(plan.stages[0].unitsDone == 2)
    }

    @Test func `an artifact without a sound receipt is damaged`() async throws {
        let workspace = try TemporaryWorkspace()
        let result = try await workspace.run(stages())
        try FileSystem.write([0], to: result.stages[1].artifact.path(Receipt.fileName))
        let plan = try await explain(stages(), in: workspace)
        #expect(plan.stages.map(\.reasons) == [[], ["its artifact is damaged"]])
    }

    @Test func `what was begun is not finished, and what was not reached is not begun`()
        async throws
    {
        let workspace = try TemporaryWorkspace()
        let failing = stages { first, _ in
            first.onRun = { unit, _ throws(Fault) in
                if unit.name == "b" { throw Fault(.badInput, "no") }
            }
        }
        await #expect(throws: Fault.self) { try await workspace.run(failing, jobs: 1) }
        let plan = try await explain(stages(), in: workspace)
        #expect(
            plan.stages.map(\.reasons) == [["begun and not finished"], ["planned and not begun"]])
        #expect(plan.stages.map(\.state) == [.goesOn, .willRun])
        #expect(plan.stages[0].unitsDone == 1)
    }

    @Test func `a unit that was stopped goes on from where it had come`() async throws {
        let workspace = try TemporaryWorkspace()
        func stages(keepsCheckpoints: Bool, fails: Bool) -> [any Stage] {
            var train = FakeStage("train", units: ["train"])
            train.keepsCheckpoints = keepsCheckpoints
            if fails {
                train.onRun = { _, context throws(Fault) in
                    context.report(UnitProgress(done: 1307, total: 2000, what: "steps"))
                    throw Fault(.badInput, "killed")
                }
            }
            return [train]
        }
        for keeps in [true, false] {
            let failing = stages(keepsCheckpoints: keeps, fails: true)
            await #expect(throws: Fault.self) { try await workspace.run(failing, jobs: 1) }
            let plan = try await explain(
                stages(keepsCheckpoints: keeps, fails: false), in: workspace)
            #expect(
                plan.stages[0].reasons
                    == [keeps ? "begun: 1,307 of 2,000 steps" : "planned and not begun"])
            #expect(plan.stages[0].state == (keeps ? .goesOn : .willRun))
        }
        // What has another key starts anew.
        var changed = FakeStage("train", units: ["train"])
        changed.keepsCheckpoints = true
        changed.behaviourVersion = 2
        let plan = try await explain([changed], in: workspace)
        #expect(plan.stages[0].progress == nil)
        #expect(plan.stages[0].state == .willRun)
    }

    @Test func `an estimate is the earlier time by units`() {
        var receipt = Receipt(key: ContentKey.digest(1), kind: "fake", version: 1, stage: "s")
        receipt.unitCount = 4
        receipt.cost = Cost(wallSeconds: 10)
        #expect(Estimate(receipt, unitsLeft: 1).wallSeconds == 2.5)
        #expect(Estimate(receipt, unitsLeft: 8).wallSeconds == 20)
        #expect(Estimate(receipt, unitsLeft: nil).wallSeconds == 10)
        let half = UnitProgress(done: 50, total: 100, what: "steps")
        #expect(Estimate(receipt, unitsLeft: 1, progress: half).wallSeconds == 1.25)
        let unknown = UnitProgress(done: 50, total: nil, what: "steps")
        #expect(Estimate(receipt, unitsLeft: 1, progress: unknown).wallSeconds == 2.5)
        receipt.unitCount = 0
        #expect(Estimate(receipt, unitsLeft: nil).wallSeconds == 10)
    }

    @Test func `a stage that ran before in the store has an estimate under any run`() async throws {
        let workspace = try TemporaryWorkspace()
        try await workspace.run(stages(), name: "another")
        let plan = try await explain(
            stages { first, _ in first.parameters = ["settings": ["n": 8]] }, in: workspace)
        #expect(plan.stages.map(\.reasons) == [["never run"], ["never run"]])
        #expect(plan.stages.allSatisfy { $0.estimate != nil })
        #expect(plan.estimate.unknownCount == 0)
    }

    @Test func `of many files that changed, their number and the first few are told`() async throws
    {
        let workspace = try TemporaryWorkspace()
        let files = { (count: Int, digest: String) in
            JSONValue.array((0..<count).map { [.string("f\($0)"), .string(digest)] })
        }
        try await workspace.run(
            stages { first, _ in first.content = files(12, Self.digests[0]) })
        let many = try await explain(
            stages { first, _ in first.content = files(12, Self.digests[1]) }, in: workspace)
        #expect(many.stages[0].reasons == ["12 files changed: f0, f1, f2, …"])
        let fewer = try await explain(
            stages { first, _ in first.content = files(11, Self.digests[0]) }, in: workspace)
        #expect(fewer.stages[0].reasons == ["file f11 is gone"])
        let more = try await explain(
            stages { first, _ in first.content = files(14, Self.digests[0]) }, in: workspace)
        #expect(more.stages[0].reasons == ["2 files are new: f12, f13"])
    }

    @Test func `whoever reads a stage through others depends on it`() async throws {
        let workspace = try TemporaryWorkspace()
        let plan = try await explain(
            [
                FakeStage("a"), FakeStage("b", reads: ["a"]), FakeStage("c"),
                FakeStage("d", reads: ["b", "c"]),
            ], in: workspace)
        #expect(plan.dependents(of: "a").map(\.planned.name) == ["b", "d"])
        #expect(plan.dependents(of: "d").isEmpty)
    }
}

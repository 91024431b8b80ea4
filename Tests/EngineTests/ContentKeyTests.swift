import Engine
import Records
import Testing

@Suite struct ContentKeyTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var changes: Bool
        var edit: @Sendable (inout FakeStage, inout UInt64) -> Void
    }

    static let cases = [
        Case(testDescription: "kind", changes: true) { stage, _ in stage.kind = "other" },
        Case(testDescription: "version", changes: true) { stage, _ in stage.behaviourVersion = 2 },
        Case(testDescription: "a parameter", changes: true) { stage, _ in
            stage.parameters = ["a": 1, "b": 3]
        },
        Case(testDescription: "outside content", changes: true) { stage, _ in stage.content = "x" },
        Case(testDescription: "seed", changes: true) { _, seed in seed = 8 },
        Case(testDescription: "no inputs", changes: true) { stage, _ in stage.inputs = [] },
        Case(testDescription: "the field of an input", changes: true) { stage, _ in
            stage.inputs[0].field = "other"
        },
        Case(testDescription: "an input more", changes: true) { stage, _ in
            stage.inputs.append(stage.inputs[0])
        },
        Case(testDescription: "the order of parameters", changes: false) { stage, _ in
            stage.parameters = ["b": 2, "a": 1]
        },
        Case(testDescription: "the stage's name", changes: false) { stage, _ in
            stage.name = "renamed"
        },
        Case(testDescription: "seed where it does not matter", changes: true) { stage, seed in
            stage.usesSeed = false
        },
    ]

    private func key(_ stage: FakeStage, seed: UInt64) async throws -> Digest {
        let plan = try await RunPlan(
            name: "test", stages: [upstream, stage], seed: Seed(seed),
            workspace: Workspace("/nowhere"))
        return plan.stages[1].key
    }

    private var upstream: FakeStage {
        var stage = FakeStage("up")
        stage.usesSeed = false
        return stage
    }

    private var base: FakeStage {
        var stage = FakeStage("down", reads: ["up"])
        stage.parameters = ["a": 1, "b": 2]
        return stage
    }

    @Test(arguments: cases) func `key follows what decides the result`(_ sample: Case) async throws
    {
        var stage = base
        var seed: UInt64 = 7
        let before = try await key(stage, seed: seed)
        sample.edit(&stage, &seed)
        let after = try await key(stage, seed: seed)
        #expect((before != after) == sample.changes)
    }

    @Test func `seed stays out where it does not matter`() async throws {
        var stage = base
        stage.usesSeed = false
        #expect(try await key(stage, seed: 1) == key(stage, seed: 2))
    }

    @Test func `a change upstream changes every key downstream`() async throws {
        var first = FakeStage("one")
        let rest: [any Stage] = [
            FakeStage("two", reads: ["one"]), FakeStage("three", reads: ["two"]),
        ]
        let workspace = Workspace("/nowhere")
        let before = try await RunPlan(
            name: "t", stages: [first] + rest, seed: Seed(0), workspace: workspace)
        first.parameters = ["changed": true]
        let after = try await RunPlan(
            name: "t", stages: [first] + rest, seed: Seed(0), workspace: workspace)
        for (old, new) in zip(before.stages, after.stages) { #expect(old.key != new.key) }
    }

    @Test func `order of a list of inputs matters`() async throws {
        var left = FakeStage("left")
        left.parameters = ["side": "left"]
        let right = FakeStage("right")
        var keys: [Digest] = []
        for order in [["left", "right"], ["right", "left"]] {
            let plan = try await RunPlan(
                name: "t", stages: [left, right, FakeStage("join", reads: order)], seed: Seed(0),
                workspace: Workspace("/nowhere"))
            keys.append(plan.stages[2].key)
        }
        #expect(keys[0] != keys[1])
    }
}

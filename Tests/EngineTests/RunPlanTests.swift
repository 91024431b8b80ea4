import Engine
import Records
import Testing

@Suite struct RunPlanTests {
    private func plan(_ stages: [FakeStage]) async throws -> RunPlan {
        try await RunPlan(
            name: "t", stages: stages, seed: Seed(0), workspace: Workspace("/nowhere"))
    }

    @Test func `stages come after what they read, else in the order given`() async throws {
        let plan = try await plan([
            FakeStage("d", reads: ["b", "c"]), FakeStage("x"), FakeStage("c", reads: ["a"]),
            FakeStage("b", reads: ["a"]), FakeStage("a"),
        ])
        #expect(plan.stages.map(\.name) == ["x", "a", "c", "b", "d"])
    }

    struct Case: Sendable {
        var stages: [FakeStage]
        var message: String
    }

    @Test(arguments: [
        Case(
            stages: [FakeStage("a", reads: ["b"]), FakeStage("b", reads: ["a"])],
            message: "wait for each other"),
        Case(stages: [FakeStage("a", reads: ["a"])], message: "wait for each other"),
        Case(stages: [FakeStage("a"), FakeStage("a")], message: "two stages are named `a`"),
        Case(stages: [FakeStage("a", reads: ["nobody"])], message: "`nobody`, which is no stage"),
    ])
    func `a graph that cannot run is refused`(_ sample: Case) async throws {
        let fault = await #expect(throws: Fault.self) { try await plan(sample.stages) }
        #expect(fault?.message.contains(sample.message) == true, "\(fault?.message ?? "")")
    }

    @Test func `units are known once the inputs are published`() async throws {
        let temporary = try TemporaryWorkspace()
        let stages = [FakeStage("a"), FakeStage("b", units: ["x", "y"], reads: ["a"])]
        let plan = try await RunPlan(
            name: "t", stages: stages, seed: Seed(0), workspace: temporary.workspace)
        #expect(try await plan.units(of: plan.stages[1]) == nil)
        try await temporary.run([stages[0]])
        let units = try await plan.units(of: plan.stages[1])
        #expect(units?.map(\.plan.name) == ["x", "y"])
        #expect(units?.allSatisfy { $0.artifact == nil } == true)
    }
}

import Records
import Storage
import Testing

@testable import Engine

@Suite struct RemoteTaskTests {
    struct Case: Sendable {
        var identities: [JSONValue?]
        var size: Int
        /// The names of each range's units.
        var ranges: [[String]]
        /// How often the list says what units depend on.
        var identityCount: Int
    }

    @Test(arguments: [
        Case(
            identities: [nil, nil, nil], size: 2, ranges: [["0", "1"], ["2"]], identityCount: 0),
        Case(identities: ["same", "same"], size: 1, ranges: [["0"], ["1"]], identityCount: 0),
        Case(
            identities: ["one", nil, "two"], size: 9, ranges: [["0", "1", "2"]], identityCount: 2),
    ])
    func `workers read the units that were sent`(sample: Case) async throws {
        let temporary = try TemporaryWorkspace()
        var stage = FakeStage("each")
        stage.units = sample.identities.enumerated().map { number, identity in
            UnitPlan(name: "\(number)", payload: .integer(number), identity: identity)
        }
        let plan = try await RunPlan(
            name: "test", stages: [stage], seed: Seed(0), workspace: temporary.workspace)
        var missingCount = 0
        let sent = try #require(
            try await plan.task(of: plan.stages[0]) { count in
                missingCount = count
                return sample.size
            })
        #expect(missingCount == stage.units.count)
        let task = try RemoteTask(folder: sent.folder)
        #expect(task == sent)
        #expect(task.rangeCount == sample.ranges.count)
        var units: [UnitPlan] = []
        for (range, names) in sample.ranges.enumerated() {
            let own = try task.units(of: range)
            #expect(own.map(\.name) == names)
            #expect(
                try task.keys(of: range)
                    == own.map { ContentKey.key(of: $0, in: plan.stages[0]) })
            units += own
        }
        #expect(units == stage.units)
        #expect(throws: Fault.self) { try task.units(of: sample.ranges.count) }
        let list = try FileSystem.read("\(task.folder)/units.jsonl")
        let text = String(decoding: list, as: UTF8.self)
        #expect(text.split(separator: "\"identity\"").count - 1 == sample.identityCount)
    }

    @Test(arguments: ["", "000000000000000\n", "000000000000000\n999999999999999\n", "0\n9\n"])
    func `places outside the list are refused`(offsets: String) async throws {
        let temporary = try TemporaryWorkspace()
        let plan = try await RunPlan(
            name: "test", stages: [FakeStage("each")], seed: Seed(0),
            workspace: temporary.workspace)
        let task = try #require(try await plan.task(of: plan.stages[0]) { $0 })
        try FileSystem.write(Array(offsets.utf8), to: "\(task.folder)/offsets")
        let fault = try #require(throws: Fault.self) { try task.units(of: 0) }
        #expect(fault.code == .badInput)
    }

    @Test func `a task holds what is missing, and nothing where nothing is`() async throws {
        let temporary = try TemporaryWorkspace()
        let first = FakeStage("first", units: ["a", "b", "c"])
        let second = FakeStage("second", reads: ["first"])
        let plan = try await RunPlan(
            name: "test", stages: [first, second], seed: Seed(0),
            workspace: temporary.workspace)
        let fault = try await #require(throws: Fault.self) {
            try await plan.task(of: plan.stages[1]) { $0 }
        }
        #expect(fault.code == .noInput && fault.message.contains("`first`"))
        try await temporary.run([first])
        #expect(try await plan.task(of: plan.stages[0]) { $0 } == nil)
        // The stage and one of its units go.
        let units = try #require(try await plan.units(of: plan.stages[0]))
        for key in [plan.stages[0].key, units[1].key] {
            try FileSystem.remove(temporary.workspace.artifactFolder(kind: "fake", key: key))
        }
        let task = try #require(try await plan.task(of: plan.stages[0]) { $0 })
        #expect(try task.units(of: 0).map(\.name) == ["b"])
    }
}

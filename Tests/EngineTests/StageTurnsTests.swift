import Records
import Storage
import Testing

@testable import Engine

@Suite struct StageTurnsTests {
    /// Two stages that each wait until the other has begun.
    private func meeting() -> [FakeStage] {
        let gates = [Gate(), Gate()]
        return ["left", "right"].enumerated().map { index, name in
            var stage = FakeStage(name)
            stage.parameters = ["name": .string(name)]
            stage.onRun = { _, _ in
                gates[index].open()
                await gates[1 - index].wait()
            }
            return stage
        }
    }

    @Test func `stages that do not need each other run at the same time`() async throws {
        let temporary = try TemporaryWorkspace()
        var joined = FakeStage("joined", reads: ["left", "right"])
        joined.threadsPerUnit = 1
        var stages = meeting() + [joined]
        for index in stages.indices { stages[index].threadsPerUnit = 1 }
        let result = try await temporary.run(stages, jobs: 2)
        #expect(result.stages.map(\.name) == ["left", "right", "joined"])
        let kinds = try temporary.events().map(\.kind)
        let firstEnd = try #require(kinds.firstIndex(of: .stageFinished))
        #expect(kinds[..<firstEnd].count { $0 == .stagePlanned } == 2)
        let again = try await temporary.run(stages, jobs: 2)
        #expect(again.stages.map(\.wasCached) == [true, true, true])
        #expect(again.digests == result.digests)
    }

    @Test func `no more units are under way than there are threads`() async throws {
        let temporary = try TemporaryWorkspace()
        let (now, most) = (Recorder<Int>(), Recorder<Int>())
        let stages = (0..<5).map { number in
            var stage = FakeStage("s\(number)", units: ["a", "b", "c", "d"])
            stage.parameters = ["number": .integer(number)]
            stage.onRun = { _, _ in
                now.append(1)
                most.append(now.elements.reduce(0, +))
                await Task.yield()
                now.append(-1)
            }
            return stage
        }
        try await temporary.run(stages, jobs: 2)
        #expect(most.elements.count == 20)
        #expect(most.elements.allSatisfy { $0 <= 2 })
    }

    @Test func `with one thread, stages run in the order of the plan`() async throws {
        let temporary = try TemporaryWorkspace()
        let ran = Recorder<String>()
        let stages = ["a", "b", "c"].map { name in
            var stage = FakeStage(name, units: ["x", "y"])
            stage.parameters = ["name": .string(name)]
            stage.onRun = { unit, _ in ran.append("\(name)/\(unit.name)") }
            return stage
        }
        try await temporary.run(stages, jobs: 1)
        #expect(ran.elements == ["a/x", "a/y", "b/x", "b/y", "c/x", "c/y"])
    }

    @Test func `a stage that keeps checkpoints is under way alone`() async throws {
        let temporary = try TemporaryWorkspace()
        let stages = (0..<4).map { number in
            var stage = FakeStage("s\(number)")
            stage.parameters = ["number": .integer(number)]
            stage.threadsPerUnit = 1
            stage.keepsCheckpoints = number == 1
            return stage
        }
        try await temporary.run(stages, jobs: 4)
        let events = try temporary.events().filter {
            $0.kind == .stagePlanned || $0.kind == .stageFinished
        }
        let start = try #require(events.firstIndex { $0.stage == "s1" })
        #expect(events[start + 1].stage == "s1" && events[start + 1].kind == .stageFinished)
    }

    @Test func `stages that come to the same are done once`() async throws {
        let temporary = try TemporaryWorkspace()
        let ran = Recorder<String>()
        let stages = ["first", "twin"].map { name in
            var stage = FakeStage(name)
            stage.onRun = { _, _ in ran.append(name) }
            return stage
        }
        let result = try await temporary.run(stages, jobs: 2)
        #expect(ran.elements == ["first"])
        #expect(result.stages.map(\.wasCached) == [false, true])
        #expect(try temporary.events().allSatisfy { $0.kind != .notice })
    }

    @Test func `what is under way when another stage fails is published, what waits is not begun`()
        async throws
    {
        let temporary = try TemporaryWorkspace()
        let failed = Gate()
        var failing = FakeStage("failing")
        failing.threadsPerUnit = 1
        failing.onRun = { _, _ throws(Fault) in throw Fault(.badInput, "no luck") }
        var beside = FakeStage("beside", units: ["x"])
        beside.parameters = ["name": "beside"]
        beside.threadsPerUnit = 1
        beside.onRun = { _, _ in await failed.wait() }
        let stages = [failing, beside, FakeStage("after", reads: ["beside"])]
        let fault = await #expect(throws: Fault.self) {
            try await temporary.run(
                stages, jobs: 2, listeners: [Opener(gate: failed, at: .stageSkipped)])
        }
        #expect(fault?.message.contains("no luck") == true)
        let events = try temporary.events()
        #expect(events.filter { $0.kind == .stageFinished }.map(\.stage) == ["beside"])
        #expect(events.filter { $0.kind == .stageSkipped }.map(\.stage) == ["after"])
    }

    @Test func `faults of several stages are told in the order of the plan`() async throws {
        let temporary = try TemporaryWorkspace()
        let second = Gate()
        var stages = ["one", "two"].map { name in
            var stage = FakeStage(name)
            stage.parameters = ["name": .string(name)]
            stage.threadsPerUnit = 1
            return stage
        }
        stages[0].onRun = { _, _ throws(Fault) in
            await second.wait()
            throw Fault(.badInput, "one")
        }
        stages[1].onRun = { _, _ throws(Fault) in throw Fault(.badInput, "two") }
        let failing = stages
        let fault = await #expect(throws: Fault.self) {
            try await temporary.run(
                failing, jobs: 2, listeners: [Opener(gate: second, at: .stageFailed)])
        }
        #expect(fault?.message == "2 units failed: `one/a`, `two/a`")
    }

    @Test func `a run that is stopped commits the units of every stage under way`() async throws {
        let temporary = try TemporaryWorkspace()
        let ending = Gate()
        let begun = [Gate(), Gate()]
        var stages = begun.indices.map { index in
            var stage = FakeStage("s\(index)")
            stage.parameters = ["number": .integer(index)]
            stage.threadsPerUnit = 1
            stage.onRun = { _, _ in
                begun[index].open()
                await ending.wait()
            }
            return stage
        }
        stages.append(FakeStage("next", reads: ["s0", "s1"]))
        let stop = StopRequest()
        let run = try await Run.of(stages, jobs: 2, workspace: temporary.workspace, stop: stop)
        let task = Task { () async -> Fault? in
            do throws(Fault) {
                _ = try await run.execute()
                return nil
            } catch {
                return error
            }
        }
        for gate in begun { await gate.wait() }
        #expect(stop.make(.interrupted), "units would be lost")
        ending.open()
        #expect(await task.value?.code == .interrupted)
        let events = try temporary.events()
        #expect(events.count { $0.kind == .unitFinished } == 2)
        #expect(events.count { $0.kind == .stagePlanned } == 2)
        #expect(!stop.make(.interrupted), "nothing is under way any more")
    }
}

/// Opens a gate when it hears of an event.
private struct Opener: EventListener {
    let gate: Gate
    let kind: Event.Kind

    init(gate: Gate, at kind: Event.Kind) {
        self.gate = gate
        self.kind = kind
    }

    func receive(_ event: Event) { if event.kind == kind { gate.open() } }
}

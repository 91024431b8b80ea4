import Engine
import Records
import Testing

@testable import Terminal

@Suite struct StageProgressTests {
    private func event(
        _ kind: Event.Kind, at seconds: Double, unit: String? = nil, done: Int? = nil,
        units: Int? = nil, cached: Int? = nil
    ) -> Event {
        var event = Event(kind, stage: "train", unit: unit)
        event.time = Timestamp(milliseconds: Int(seconds * 1000))
        event.unitCount = units
        event.cachedCount = cached
        if let done {
            event.progress = UnitProgress(
                done: done, total: 600, what: "steps", metrics: [.init("loss", 0.31)])
        }
        return event
    }

    private func progress(_ events: [Event]) -> RunProgress {
        var progress = RunProgress()
        var start = Event(.runStarted)
        start.session = Event.Session(
            run: "r", processIdentifier: 1, host: "h", jobs: 2, stages: ["a", "train", "b"])
        progress.apply(start)
        progress.apply(Event(.stageCached, stage: "a"))
        for event in events { progress.apply(event) }
        return progress
    }

    @Test func `a resumed unit's rate counts only what was done here`() throws {
        let progress = progress([
            event(.stagePlanned, at: 0, units: 1, cached: 0),
            event(.unitStarted, at: 0, unit: "all"),
            event(.unitProgress, at: 2, unit: "all", done: 100),
            event(.unitProgress, at: 12, unit: "all", done: 200),
        ])
        let stage = try #require(progress.stage("train"))
        let unit = try #require(stage.units.first)
        #expect(stage.rate(of: unit) == 10)
        let now = Timestamp(milliseconds: 12_000)
        #expect(stage.remaining(at: now) == 40)
        #expect(
            progress.headline(of: stage, at: now).plain
                == "stage 2/3 train · 12.0 s · 40.0 s left")
        #expect(stage.line(of: unit).plain == "all: steps 200/600 · 10/s · loss 0.3100")
    }

    @Test func `remaining time leaves cached units out`() throws {
        let progress = progress([
            event(.stagePlanned, at: 0, units: 10, cached: 6),
            event(.unitStarted, at: 0, unit: "x"),
            event(.unitFinished, at: 5, unit: "x"),
        ])
        let stage = try #require(progress.stage("train"))
        #expect(stage.remaining(at: Timestamp(milliseconds: 5000)) == 15)
        #expect(
            stage.headline(at: Timestamp(milliseconds: 5000)).plain
                == "train · 7/10 units · 5.00 s · 15.0 s left")
    }

    @Test func `failures and further attempts are counted`() throws {
        var retry = event(.unitRetrying, at: 1, unit: "y")
        retry.attempt = 2
        var progress = progress([
            event(.stagePlanned, at: 0, units: 4, cached: 0),
            event(.unitStarted, at: 0, unit: "x"),
            event(.unitStarted, at: 0, unit: "y"),
            event(.unitFailed, at: 1, unit: "x"),
            retry,
        ])
        let stage = try #require(progress.stage("train"))
        #expect(
            stage.headline(at: Timestamp(milliseconds: 1000)).plain
                == "train · 0/4 units · 1 failed · 1 retrying · 1.00 s")
        #expect(stage.units.map { stage.line(of: $0).plain } == ["y · attempt 2"])
        progress.apply(event(.unitFinished, at: 2, unit: "y"))
        let after = try #require(progress.stage("train"))
        #expect(after.unitsRetrying == 0)
        #expect(after.unitsDone == 1)
        #expect(after.units.isEmpty)
    }

    @Test func `stages under way at once are told apart`() throws {
        var other = event(.unitFinished, at: 2, unit: "x")
        other.stage = "b"
        var planned = event(.stagePlanned, at: 1, units: 3, cached: 0)
        planned.stage = "b"
        var progress = progress([event(.stagePlanned, at: 0, units: 2), planned, other])
        #expect(progress.stages.map(\.unitsDone) == [0, 1])
        #expect(progress.stages.map { progress.place(of: $0.name) } == ["2/3", "3/3"])
        progress.apply(event(.stageFinished, at: 3))
        #expect(progress.stages.map(\.name) == ["b"])
        progress.apply(event(.runInterrupted, at: 4))
        #expect(progress.stages.isEmpty)
    }
}

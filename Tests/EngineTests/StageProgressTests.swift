import Records
import Testing

@testable import Engine

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

    private func progress(_ events: [Event]) -> StageProgress {
        var progress = StageProgress()
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
        let unit = try #require(progress.units.first)
        #expect(progress.rate(of: unit) == 10)
        let now = Timestamp(milliseconds: 12_000)
        #expect(progress.remaining(at: now) == 40)
        #expect(progress.headline(at: now) == "stage 2/3 train · 12.0 s · 40.0 s left")
        #expect(progress.line(of: unit) == "all: steps 200/600 · 10/s · loss 0.3100")
    }

    @Test func `remaining time leaves cached units out`() {
        let progress = progress([
            event(.stagePlanned, at: 0, units: 10, cached: 6),
            event(.unitStarted, at: 0, unit: "x"),
            event(.unitFinished, at: 5, unit: "x"),
        ])
        #expect(progress.remaining(at: Timestamp(milliseconds: 5000)) == 15)
        #expect(
            progress.headline(at: Timestamp(milliseconds: 5000))
                == "stage 2/3 train · 7/10 units · 5.00 s · 15.0 s left")
    }

    @Test func `the block fits the terminal and shows no control characters`() {
        var events = [event(.stagePlanned, at: 0, units: 40, cached: 0)]
        for index in 0..<20 {
            events.append(event(.unitStarted, at: 0, unit: "\u{1B}[2J unit \(index)"))
        }
        let block = LiveRenderer.block(progress(events), size: (20, 6))
        #expect(block.count == 5)
        #expect(block.allSatisfy { !$0.contains("\u{1B}") })
    }
}

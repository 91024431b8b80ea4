import Engine
import Records
import Testing

@testable import Terminal

@Suite struct EventLineTests {
    private func line(_ event: Event, stage: String = "s", unit: String? = nil) -> String? {
        EventLine.text(of: Array(event.json.serialized.utf8), stage: stage, unit: unit)
    }

    @Test func `a line has time, kind, unit and what there is to say`() throws {
        var event = Event(.unitFinished, stage: "s", unit: "u-1")
        event.time = Timestamp(milliseconds: 0)
        event.accounting = Accounting(inputs: 1000, outputs: 999, rejects: ["bad": 1])
        event.cost = Cost(wallSeconds: 1.5)
        #expect(
            line(event)
                == "1970-01-01T00:00:00.000Z unit.finished u-1: 1,000 in, 999 out, 1 rejected, 1.50 s"
        )
    }

    @Test func `other stages and units are left out`() {
        let event = Event(.unitStarted, stage: "s", unit: "u")
        #expect(line(event) != nil)
        #expect(line(event, unit: "u") != nil)
        #expect(line(event, unit: "v") == nil)
        #expect(line(event, stage: "t") == nil)
        #expect(line(Event(.stagePlanned, stage: "s"), unit: "u") == nil)
        // The same to a reader, and not the same.
        #expect(line(Event(.unitStarted, stage: "\u{E9}"), stage: "e\u{301}") == nil)
        #expect(EventLine.text(of: Array("{\"event\":".utf8), stage: "s", unit: nil) == nil)
    }

    @Test func `what an event says cannot steer the terminal`() throws {
        let text = try #require(line(.notice("\u{1B}[2Jx\ny", stage: "s")))
        #expect(text.hasSuffix(#"notice: \u{1b}[2Jx\u{a}y"#))
    }
}

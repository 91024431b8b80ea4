import Glibc
import Records
import Storage
import Testing

@testable import Engine

@Suite struct EventLogTests {
    @Test func `every member survives writing and reading`() throws {
        var event = Event(.unitProgress, stage: "s", unit: "u", key: SHA256.digest(of: "k"))
        event.unitCount = 3
        event.cachedCount = 1
        event.accounting = Accounting(inputs: 3, outputs: 2, rejects: ["torn": 1])
        event.progress = UnitProgress(
            done: 1, total: nil, what: "steps", metrics: [.init("loss", 0.25)])
        event.cost = Cost(wallSeconds: 1.5, cpuSeconds: 2.25, peakByteCount: 4096)
        event.folder = "/store/x"
        event.message = "line\nbreak \"quoted\""
        event.remedy = "none"
        event.session = Event.Session(
            run: "r", processIdentifier: 1, host: "h", jobs: 2, stages: ["s"])
        let text = event.json.serialized
        #expect(!text.contains("\n"))
        #expect(try Event(json: JSONReader.parse(Array(text.utf8), file: "x")) == event)
    }

    @Test func `what a newer minor version adds does no harm`() async throws {
        let temporary = try TemporaryWorkspace()
        try await temporary.run([FakeStage("s")])
        let path = temporary.workspace.run("test").eventsPath
        let before = try temporary.events()
        let newer = before.map { event -> String in
            var members = event.json.objectValue ?? []
            if let index = members.firstIndex(where: { $0.name == "minor" }) {
                members[index].value = 999
            }
            members.append(.init("novelty", ["deep": [1, 2, 3]]))
            return JSONValue.object(members).serialized
        }
        let unknown = #"{"event":"unit.teleported","time":"2030-01-01T00:00:00.000Z","unit":"a"}"#
        let lines = newer.flatMap { [$0, unknown] }
        try FileSystem.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
        #expect(try temporary.events() == before)
        try FileSystem.remove(temporary.workspace.run("test").statusPath)
        let status = try RunStatus.read(temporary.workspace.run("test"), in: temporary.workspace)
        #expect(status?.state == .done)
    }

    @Test(arguments: ["{\"event\":\"unit.pro", "garbage", "{\"event\":\"run.star\u{0}", "\n\n"])
    func `a torn line spoils nothing but itself`(_ torn: String) async throws {
        let temporary = try TemporaryWorkspace()
        try await temporary.run([FakeStage("s")])
        let before = try temporary.events()
        let path = temporary.workspace.run("test").eventsPath
        try FileSystem.write(try FileSystem.read(path) + Array(torn.utf8), to: path)
        try await temporary.run([FakeStage("s")])
        let after = try temporary.events()
        #expect(Array(after.prefix(before.count)) == before)
        let session = after.dropFirst(before.count).map(\.kind)
        #expect(session == [.runStarted, .stageCached, .runFinished])
    }

    @Test func `sessions open with the format and tell the whole story`() async throws {
        let temporary = try TemporaryWorkspace()
        let heard = Recorder<Event>()
        var stage = FakeStage("s")
        stage.onRun = { _, context in
            for step in 1...1000 {
                context.report(UnitProgress(done: step, total: 1000, what: "steps"))
            }
        }
        try await temporary.run([stage], listeners: [heard])
        let events = try temporary.events()
        #expect(heard.elements == events)
        let bytes = try FileSystem.read(temporary.workspace.run("test").eventsPath)
        #expect(
            String(decoding: bytes, as: UTF8.self).hasPrefix(#"{"event":"run.started","format":1,"#)
        )
        let progress = events.filter { $0.kind == .unitProgress }
        #expect(progress.last?.progress?.done == 1000, "the last step is always told")
        #expect(progress.count < 500, "steps in between are thinned out")
        let others = events.map(\.kind).filter { $0 != .unitProgress }
        #expect(
            others == [
                .runStarted, .stagePlanned, .unitStarted, .unitFinished, .stageFinished,
                .runFinished,
            ])
    }
}

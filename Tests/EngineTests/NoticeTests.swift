import Engine
import Records
import Testing

@Suite struct NoticeTests {
    @Test func `what a unit said, its stage does not say again`() async throws {
        let temporary = try TemporaryWorkspace()
        var stage = FakeStage("s")
        stage.notices = ["two splits share a picture"]
        try await temporary.run([stage])
        let notices = try temporary.events().filter { $0.kind == .notice }
        #expect(notices.map(\.message) == ["two splits share a picture"])
    }

    @Test func `what only units of before said, the stage says`() async throws {
        let temporary = try TemporaryWorkspace()
        var stage = FakeStage("s")
        stage.notices = ["two splits share a picture"]
        stage.units[0].identity = "the same work"
        try await temporary.run([stage], name: "first")
        stage.parameters = ["merge": "other"]
        try await temporary.run([stage], name: "second")
        let notices = try temporary.events("second").filter { $0.kind == .notice }
        #expect(notices.map(\.message) == ["two splits share a picture"])
        #expect(notices.map(\.unit) == [nil])
    }
}

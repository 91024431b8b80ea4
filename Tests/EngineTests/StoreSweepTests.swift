import Records
import Storage
import Testing

@testable import Engine

@Suite struct StoreSweepTests {
    @Test func `what dead attempts left goes, what somebody works on stays`() async throws {
        let temporary = try TemporaryWorkspace()
        let artifact = try await temporary.run([FakeStage("s")]).stages[0].artifact
        let store = "\(temporary.workspace.storeFolder)/fake"
        let dead = SHA256.digest(of: "dead").hex
        let live = SHA256.digest(of: "live")
        let published = artifact.receipt.key.hex
        for name in [
            ".tmp-\(dead)-1-ff", ".tmp-\(live.hex)-1-ff", ".work/\(published)", ".work/\(dead)",
        ] {
            try FileSystem.createFolder("\(store)/\(name)")
            try FileSystem.write([1], to: "\(store)/\(name)/file")
        }
        let lock = try KeyLock(live, in: store)
        try await temporary.run([FakeStage("s")], name: "idle")
        #expect(try temporary.leftovers().count == 4, "nothing to do, nothing to look for")
        try await temporary.run([FakeStage("s")], name: "other", seed: 1)
        let left = try temporary.leftovers()
        lock?.release()
        #expect(left == [".tmp-\(live.hex)-1-ff", dead])
        #expect(temporary.workspace.artifact(kind: "fake", key: artifact.receipt.key) != nil)
    }
}

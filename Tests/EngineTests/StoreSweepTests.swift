import Engine
import Records
import Storage
import Testing

@Suite struct StoreSweepTests {
    @Test func `what dead attempts left goes, what somebody works on stays`() async throws {
        let temporary = try TemporaryWorkspace()
        let artifact = try await temporary.run([FakeStage("s")]).stages[0].artifact
        let store = "\(temporary.workspace.storeFolder)/fake"
        let dead = SHA256.digest(of: "dead").hex
        let live = SHA256.digest(of: "live").hex
        let published = artifact.receipt.key.hex
        for name in [
            ".tmp-\(dead)-1-ff", ".tmp-\(live)-1-ff", ".work/\(published)", ".work/\(dead)",
        ] {
            try FileSystem.createFolder("\(store)/\(name)")
            try FileSystem.write([1], to: "\(store)/\(name)/file")
        }
        let lock = try FileLock(path: "\(store)/.work/\(live).lock")
        try await temporary.run([FakeStage("s")], name: "other")
        let left = try temporary.leftovers()
        lock?.release(removing: true)
        #expect(
            left
                == [".tmp-\(live)-1-ff", dead, "\(live).lock"].sorted {
                    $0.hasPrefix(".") && !$1.hasPrefix(".") || $0 < $1
                })
        #expect(temporary.workspace.artifact(kind: "fake", key: artifact.receipt.key) != nil)
    }
}

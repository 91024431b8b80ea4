import Engine
import Glibc
import Records
import Storage
import Testing

/// What a run hashed is remembered however it ends.
@Suite struct RunDigestTests {
    /// Two files that were written long ago, `planned` and `worked`.
    private func files(_ temporary: TemporaryWorkspace) throws {
        for name in ["planned", "worked"] {
            let path = "\(temporary.root)/\(name)"
            try FileSystem.write([1], to: path)
            let times = [
                timespec(tv_sec: 1_000_000, tv_nsec: 0), timespec(tv_sec: 1_000_000, tv_nsec: 0),
            ]
            #expect(utimensat(AT_FDCWD, path, times, 0) == 0)
        }
    }

    /// The names of the files that the cache on disk knows.
    private static func remembered(_ root: String) -> [String] {
        let bytes = (try? FileSystem.read("\(root)/cache/digests.jsonl")) ?? []
        let text = String(decoding: bytes, as: UTF8.self)
        return ["planned", "worked"].filter { text.contains("\(root)/\($0)\"") }
    }

    private func stage(
        _ root: String, _ then: @escaping @Sendable () async throws(Fault) -> Void
    ) -> FakeStage {
        var stage = FakeStage("s")
        stage.onFingerprint = { workspace throws(Fault) in
            _ = try workspace.digests.digest(ofFile: "\(root)/planned")
        }
        stage.onRun = { _, context throws(Fault) in
            // A kill would leave this much.
            #expect(RunDigestTests.remembered(root) == ["planned"])
            _ = try context.workspace.digests.digest(ofFile: "\(root)/worked")
            try await then()
        }
        return stage
    }

    @Test func `digests survive a run that fails`() async throws {
        let temporary = try TemporaryWorkspace()
        try files(temporary)
        let stage = stage(temporary.root) { () throws(Fault) in throw Fault(.badInput, "no luck") }
        await #expect(throws: Fault.self) { try await temporary.run([stage]) }
        #expect(RunDigestTests.remembered(temporary.root) == ["planned", "worked"])
    }

    @Test func `digests survive a run that is interrupted`() async throws {
        let temporary = try TemporaryWorkspace()
        try files(temporary)
        let started = Gate()
        let stage = stage(temporary.root) { () throws(Fault) in
            started.open()
            await Gate().wait()
            throw Fault(.interrupted, "stopped")
        }
        let task = Task { try await temporary.run([stage]) }
        await started.wait()
        task.cancel()
        await #expect(throws: Fault.self) { try await task.value }
        #expect(RunDigestTests.remembered(temporary.root) == ["planned", "worked"])
    }
}

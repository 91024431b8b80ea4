import Glibc
import Records
import Storage
import Testing

@testable import Engine

@Suite struct RunCancellationTests {
    /// A run's folder whose lock this process holds while `body` runs.
    private func whileHeld(
        _ body: (RunFolder, RunLock.Holder) throws -> Void
    ) async throws {
        let temporary = try TemporaryWorkspace()
        let folder = temporary.workspace.run("r")
        try FileSystem.createFolder(folder.path)
        let lock = try await RunLock.take(folder)
        try body(folder, try #require(RunLock.currentHolder(folder)))
        lock.release()
    }

    @Test func `a process elsewhere is asked by a file, which it takes once`() async throws {
        try await whileHeld { folder, holder in
            #expect(!RunCancellation.takeRequest(of: folder))
            try RunCancellation.leaveRequest(folder, for: holder)
            #expect(RunCancellation.takeRequest(of: folder))
            #expect(try FileSystem.status(folder.cancelPath) == nil)
            #expect(!RunCancellation.takeRequest(of: folder))
        }
    }

    @Test func `a request for an earlier process is nobody's`() async throws {
        try await whileHeld { folder, holder in
            var earlier = holder
            earlier.started = "2020-01-01T00:00:00.000Z"
            try RunCancellation.leaveRequest(folder, for: earlier)
            #expect(!RunCancellation.takeRequest(of: folder))
        }
    }

    @Test func `no signal goes to a number that does not hold the lock, or to another machine`()
        async throws
    {
        try await whileHeld { folder, holder in
            var other = holder
            // The parent lives, and has nothing to do with it.
            other.processIdentifier = Int(getppid())
            let ofParent = try RunCancellation.request(folder, of: other)
            #expect(ofParent == .file)
            other = holder
            other.host = "elsewhere.example"
            let ofOther = try RunCancellation.request(folder, of: other)
            #expect(ofOther == .file)
        }
    }
}

import Glibc
import Records
import Storage
import Testing

@testable import Engine

@Suite struct CacheSweepTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var hours: Int
        var isLocked = false
        var stays: Bool
        var testDescription: String { "\(name), \(hours) hours old" }
    }

    @Test(arguments: [
        Case(name: ".tmp-digests.jsonl-1-ff", hours: 2, stays: false),
        Case(name: "digests.jsonl", hours: 10_000, stays: true),
        Case(name: "archives/.tmp-a.tar-1-ff", hours: 2, stays: false),
        Case(name: "archives/.tmp-a.tar-1-ff", hours: 2, isLocked: true, stays: true),
        Case(name: "archives/.tmp-a.tar-1-ff", hours: 0, stays: true),
        Case(name: "archives/a.tar", hours: 31 * 24, stays: false),
        Case(name: "archives/a.plain", hours: 29 * 24, stays: true),
        Case(name: "references/a.jsonl", hours: 31 * 24, stays: false),
        Case(name: "references/.tmp-a.jsonl-1-ff", hours: 2, stays: false),
    ])
    func `what belongs to nobody goes when a run begins`(given: Case) async throws {
        let temporary = try TemporaryWorkspace()
        let path = "\(temporary.root)/cache/\(given.name)"
        try FileSystem.createFolder("\(temporary.root)/cache/archives")
        try FileSystem.createFolder("\(temporary.root)/cache/references")
        try FileSystem.write([1], to: path)
        let time = timespec(tv_sec: time(nil) - given.hours * 3600, tv_nsec: 0)
        #expect(utimensat(AT_FDCWD, path, [time, time], 0) == 0)
        let lock = given.isLocked ? try FileLock(path: path) : nil
        try await temporary.run([FakeStage("s")])
        #expect((try FileSystem.status(path) != nil) == given.stays)
        lock?.release()
    }
}

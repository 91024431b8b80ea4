import Records
import Storage
import Testing

@testable import Engine

@Suite struct KeyLockTests {
    @Test func `a key is held by one, other keys are free`() throws {
        let temporary = try TemporaryWorkspace()
        let folder = temporary.workspace.folder(ofKind: "fake")
        let key = SHA256.digest(of: "a")
        let other = SHA256.digest(of: "b")
        let first = try KeyLock(key, in: folder)
        let isHeld = first != nil
        #expect(isHeld)
        let second = try KeyLock(key, in: folder)
        let isTaken = second == nil
        #expect(isTaken)
        let third = try KeyLock(other, in: folder)
        let isFree = third != nil
        #expect(isFree)
        first?.release()
        let fourth = try KeyLock(key, in: folder)
        let isFreeAgain = fourth != nil
        #expect(isFreeAgain)
        #expect(try FileSystem.list(folder) == [".locks"], "no file of its own for a key")
    }
}

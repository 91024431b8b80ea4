import Glibc
import Records
import Storage
import Testing

@testable import Engine

@Suite struct PowerCutTests {
    struct Case: Sendable {
        var isDurable: Bool
        var isOtherStart: Bool
        var isFound: Bool
    }

    @Test(arguments: [
        Case(isDurable: false, isOtherStart: true, isFound: true),
        Case(isDurable: false, isOtherStart: false, isFound: false),
        Case(isDurable: true, isOtherStart: true, isFound: false),
    ])
    func `what a power cut may have torn is read before it is used`(sample: Case) async throws {
        let temporary = try TemporaryWorkspace()
        let artifact = try await temporary.run([FakeStage("s")]).stages[0].artifact
        var receipt = artifact.receipt
        receipt.isDurable = sample.isDurable
        if sample.isOtherStart { receipt.bootIdentifier = "another" }
        try FileSystem.write(receipt.fileBytes, to: artifact.path(Receipt.fileName))
        // Torn, but of the right length and time: what a file system may leave.
        let path = artifact.path("all.txt")
        let file = open(path, O_WRONLY)
        #expect(pwrite(file, "\0\0\0", 3, 0) == 3)
        let nanoseconds = receipt.witnesses[1].modified
        let time = timespec(
            tv_sec: nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
        #expect(futimens(file, [time, time]) == 0)
        close(file)
        let again = try #require(
            temporary.workspace.artifact(kind: "fake", key: artifact.receipt.key))
        #expect((Damage.find(in: again, temporary.workspace) != nil) == sample.isFound)
    }

    @Test func `short units are not synced one by one, stages are`() async throws {
        let temporary = try TemporaryWorkspace()
        try await temporary.run([FakeStage("s", units: ["a", "b"])])
        let folder = "\(temporary.workspace.storeFolder)/fake"
        let receipts = try FileSystem.list(folder).compactMap {
            Receipt.read(in: "\(folder)/\($0)")
        }
        #expect(receipts.filter { $0.unit != nil }.allSatisfy { !$0.isDurable })
        #expect(receipts.filter { $0.unit == nil }.map(\.isDurable) == [true])
        #expect(receipts.allSatisfy { !$0.bootIdentifier.isEmpty })
    }
}

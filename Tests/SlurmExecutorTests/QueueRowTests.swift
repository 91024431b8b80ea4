import Engine
import Storage
import Testing

@testable import SlurmExecutor

/// Tables as Slurm 22.05 printed them; see `Captured`.
@Suite struct QueueRowTests {
    private static func captured(_ name: String) throws -> String {
        let folder = #filePath.split(separator: "/").dropLast().map { "/\($0)" }.joined()
        return String(
            decoding: try FileSystem.read("\(folder)/Captured/\(name)"), as: UTF8.self)
    }

    @Test func `an array that waits is one row of many elements`() throws {
        let rows = QueueRow.rows(try Self.captured("pending.txt"))
        #expect(rows.count == 1 && rows[0].job == 1 && rows[0].phase == .waiting)
        #expect(rows[0].elements?.indices == [0, 1, 2, 3, 7, 9, 10, 11])
        #expect(rows[0].comment == "run x/labels/1")
        let single = QueueRow.rows(try Self.captured("pending-r.txt"))
        #expect(single.flatMap { $0.elements?.indices ?? [] } == rows[0].elements?.indices)
    }

    @Test func `elements that ended, failed, were killed or cancelled are over`() throws {
        let done = QueueRow.rows(try Self.captured("done-r.txt"))
        #expect(done.count == 8 && done.allSatisfy { $0.phase == .over })
        // A payload that was killed with -9.
        #expect(done.first { $0.elements?.indices == [3] }?.reason == "JobLaunchFailure")
        let cancelled = QueueRow.rows(try Self.captured("cancelled-r.txt"))
        #expect(cancelled.map(\.phase) == [.over, .running, .running])
    }

    @Test func `a comment may hold what separates fields`() throws {
        let rows = QueueRow.rows(try Self.captured("pipe.txt"))
        #expect(rows.count == 1 && rows[0].comment == #"long|pipe "q" x"#)
        #expect(rows[0].elements == nil && rows[0].job == 12)
    }

    @Test(arguments: ["down.txt", "nojob.txt", "sacct-off.txt"])
    func `what Slurm does not say is nothing`(name: String) throws {
        #expect(QueueRow.rows(try Self.captured(name)).isEmpty)
    }

    @Test(arguments: [
        "", "7", "7|RUNNING", "7|RUNNING|None", "7_[0-3|PENDING|None|c",
        "7_[0-3,...]|PENDING|None|c",
        "x|RUNNING|None|c", "7_|RUNNING|None|c", "7||None|c",
    ])
    func `a row that was cut off is none`(line: String) {
        #expect(QueueRow(Substring(line)) == nil)
    }

    @Test(arguments: [
        ("CANCELLED by 1000", JobState.Phase.over), ("NODE_FAIL", .over), ("OUT_OF_MEMORY", .over),
        ("COMPLETING", .running), ("REQUEUED", .waiting), ("WHATEVER", .unknown),
    ])
    func `a state has a meaning, or none is made up`(state: String, phase: JobState.Phase) {
        #expect(QueueRow("7_1|\(state)|None|c")?.phase == phase)
    }

    @Test func `who waits for what can never be is over`() {
        #expect(QueueRow("7|PENDING|Dependency|c")?.phase == .waiting)
        #expect(QueueRow("7|PENDING|DependencyNeverSatisfied|c")?.phase == .over)
    }
}

import Engine
import Storage
import Testing

@testable import SlurmExecutor

/// What a queue's table says of the ranges of tasks.
@Suite struct SlurmServiceTests {
    @Test func `elements that were taken back are over, those that began are as they are`() {
        // As Slurm 22.05 prints it after `scancel --state=PENDING`.
        let rows = QueueRow.rows(
            """
            11|CANCELLED|JobArrayTaskLimit|mine+100+4
            11_1|RUNNING|JobArrayTaskLimit|mine+100+4
            11_0|COMPLETED|None|mine+100+4
            12_0|RUNNING|None|another+0+1
            13|CANCELLED|None|
            """)
        let states = SlurmService.states(rows, of: ["mine", "gone"])
        #expect(
            states == [
                "mine": [
                    100: JobState(.over, "COMPLETED"),
                    101: JobState(.running, "RUNNING, JobArrayTaskLimit"),
                    102: JobState(.over, "CANCELLED, JobArrayTaskLimit"),
                    103: JobState(.over, "CANCELLED, JobArrayTaskLimit"),
                ]
            ])
    }

    @Test func `a number that was given to another job says nothing`() {
        let rows = QueueRow.rows("11_0|RUNNING|None|mine+0+1\n11_0|FAILED|None|other+0+1\n")
        #expect(SlurmService.states(rows, of: ["mine"])["mine"]?[0]?.phase == .running)
    }

    @Test func `what the queue has forgotten is as accounting has it`() throws {
        // As sacct 22.05 printed it, of a job whose elements came to all kinds of ends.
        let here = "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/")
        let text = String(
            decoding: try FileSystem.read("\(here)/Captured/sacct-22.05.txt"), as: UTF8.self)
        let states = SlurmService.states(QueueRow.rows(text), of: ["r.s.1.a"])["r.s.1.a"]
        #expect(states?.count == 6)
        #expect(states?.values.allSatisfy { $0.phase == .over } == true)
        #expect(states?[0]?.words == "COMPLETED" && states?[1]?.words == "FAILED")
        #expect(states?[3]?.words == "CANCELLED, JobArrayTaskLimit")
    }
}

import Engine
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
}

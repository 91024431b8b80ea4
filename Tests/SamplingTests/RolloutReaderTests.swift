import Glibc
import Records
import Rollouts
import Storage
import Testing

@testable import Sampling

@Suite struct RolloutReaderTests {
    private static let rollouts = (0..<200).map { row in
        var rollout = Rollout(
            question: "q-\(row / 8)", kind: row % 10 == 9 ? .blind : .answer, draw: row % 8,
            response: "response \(row)", tokenCount: row, finishReason: .length,
            verdict: row % 3 == 0 ? .right : .wrong, grader: "exact@\(row / 100)",
            provenance: "p\(row / 50)")
        rollout.parent = row % 4 == 0 ? row : nil
        rollout.answer = row % 5 == 0 ? nil : "red \(row % 6)"
        rollout.statesAnswer = row % 6 == 0 ? nil : row % 2 == 0
        rollout.isRightButFormat = row % 7 == 0 ? nil : row % 3 == 0
        rollout.rewards = (0..<(row % 3)).map {
            .init(name: "reward \($0)", value: Double(row) / 7)
        }
        return rollout
    }

    @Test(arguments: [false, true]) func `rows are those that were written, without responses`(
        _ readsEvidence: Bool
    ) throws {
        let path = "/tmp/rollouts-\(getpid())-\(UInt64.random(in: .min ... .max)).parquet"
        defer { try? FileSystem.remove(path) }
        try ParquetTableWriter.write(
            RolloutReaderTests.rollouts, columns: Rollout.columns, to: path)
        let reader = try RolloutReader(path, readsEvidence: readsEvidence)
        for var rollout in RolloutReaderTests.rollouts {
            (rollout.response, rollout.tokenCount, rollout.finishReason) = ("", nil, .stop)
            if !readsEvidence {
                rollout = Rollout(
                    question: rollout.question, kind: rollout.kind, draw: rollout.draw,
                    response: "", tokenCount: nil, finishReason: .stop, verdict: rollout.verdict)
            }
            #expect(try reader.next() == rollout)
        }
        #expect(try reader.next() == nil)
    }
}

import Records
import Storage
import TestSupport
import Testing

@testable import Training

/// Events that a training run wrote, read by TensorBoard.
@Suite(
    .enabled(
        if: Peers.areThere(for: "our events read by TensorBoard", in: Peers.tensorBoard)))
struct TensorBoardTests {
    /// The points of each tag: step, value, and time.
    private static func read(_ folder: String) throws -> [String: [[Double]]] {
        let lines = try PeerLines(
            try Peers.run("read_events", [folder], in: Peers.tensorBoard))
        var points: [String: [[Double]]] = [:]
        for (tag, value) in lines[folder] {
            points[tag] = (value.arrayValue ?? []).map {
                ($0.arrayValue ?? []).compactMap(\.realValue)
            }
        }
        return points
    }

    @Test func `every number of every step comes back`() throws {
        let folder = try TemporaryFolder()
        var record = TrainingRecord()
        for step in 0..<300 {
            var values = [("loss", 1 / Double(step + 1))]
            if step % 2 == 1 { values.append(("reward/größe", Double(step))) }
            record.append(
                StepMetrics(values),
                StepTiming(endedAt: 1e9, wallSeconds: 0.5, cpuSeconds: 0.75, tokenCount: 100))
        }
        try record.write(to: folder.path)
        let points = try Self.read(folder["tensorboard"])
        #expect(points.keys.sorted() == ["loss", "reward/größe"])
        let losses = (0..<300).map { (step: Int) -> [Double] in
            let loss = Float(1 / Double(step + 1))
            return [Double(step + 1), Double(loss), Double(step + 1)]
        }
        #expect(points["loss"] == losses)
        let rewards = points["reward/größe"]?.map { $0[1] }
        #expect(rewards == (0..<150).map { (index: Int) -> Double in Double(index * 2 + 1) })
    }

    @Test func `a session that goes on takes the place of the steps that were lost`() throws {
        let folder = try TemporaryFolder()
        var first = try TensorBoardFile(session: folder.path, first: 1)
        for step in 1...7 { try first.append(step: step, [("loss", 1)], 1e9) }
        try first.flush()
        // The second file's name comes after the first's, as that of a later second does.
        let name = try #require(try FileSystem.list(folder.path).first)
        try FileSystem.rename(folder[name], to: folder["events.out.tfevents.1"])
        var second = try TensorBoardFile(session: folder.path, first: 6)
        for step in 6...9 { try second.append(step: step, [("loss", 2)], 1e9) }
        try second.flush()
        let points = try Self.read(folder.path)
        #expect(points["loss"]?.map { $0[0] } == (1...9).map(Double.init))
        #expect(points["loss"]?.map { $0[1] } == [1, 1, 1, 1, 1, 2, 2, 2, 2])
    }
}

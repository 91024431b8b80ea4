import Foundation
import Records
import Storage
import Testing

@testable import Evaluation

/// What is read of an arm, from tables made by hand.
@Suite final class ArmFiguresTests {
    let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/arm-\(UUID().uuidString)"
        for name in ["evaluate", "train/checkpoint"] {
            try FileSystem.createFolder("\(folder)/\(name)")
        }
        let rows = ["medium@seed-1", "uniform@seed-1"].enumerated().map { index, policy in
            AccuracyRow(
                policy: policy, mode: "sampled", capability: "all", questions: 10, draws: 20,
                right: 12 - index, tokens: 100)
        }
        try TableWriter<AccuracyRow>.write(rows, to: "\(folder)/evaluate/accuracy.jsonl")
        let metrics = #"{"step":1,"reward":0.5,"kl":0}"# + "\n" + #"{"step":2,"reward":0.7,"kl":1}"#
        try FileSystem.write(
            Array((metrics + "\n").utf8), to: "\(folder)/train/checkpoint/metrics.jsonl")
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func description(_ policy: String, reader: String) -> DescriptionRow {
        var counts = DescriptionCounts()
        counts.questions = 10
        counts.draws = 10
        counts.right = 8
        counts.sufficient = 6
        counts.shortcuts = 4
        return DescriptionRow(
            policy: policy, mode: "greedy", reader: reader, capability: "all", family: nil,
            counts: counts)
    }

    private func figures() throws -> ArmFigures {
        try ArmFigures(
            policy: "medium@seed-1", evaluations: ["\(folder)/evaluate"],
            steps: "\(folder)/train/checkpoint/metrics.jsonl", metrics: ["reward", "entropy"],
            costs: [
                ArmFigures.Cost(
                    details: ["kinds": ["answer": ["rollouts": 30], "blind": ["rollouts": 10]]],
                    processorSeconds: 1),
                ArmFigures.Cost(details: ["draws": 64], processorSeconds: 2),
            ])
    }

    @Test func `an arm has its own accuracy, the means of its training and its costs`() throws {
        try TableWriter<DescriptionRow>.write(
            [], to: "\(folder)/evaluate/descriptions.jsonl")
        let values = try figures().values
        #expect(
            values.map(\.name) == [
                "accuracy sampled all", "reward", "draws", "cpu_seconds",
                "accuracy_per_cpu_second",
            ])
        for (value, expected) in zip(values.map(\.value), [0.6, 0.6, 104, 3, 0.2]) {
            #expect(abs(value - expected) < 1e-12)
        }
    }

    @Test func `descriptions are told by who reads them, whatever the seed`() throws {
        try TableWriter<DescriptionRow>.write(
            [
                description("medium@seed-1", reader: "self"),
                description("medium@seed-1", reader: "warm-up@seed-1"),
                description("uniform@seed-1", reader: "self"),
            ], to: "\(folder)/evaluate/descriptions.jsonl")
        let values = try figures().values.filter { $0.name.contains("greedy") }
        #expect(
            values.map(\.name) == [
                "sufficiency greedy", "shortcut rate greedy", "shortcuts of right greedy",
                "sufficiency greedy, fixed reader", "shortcut rate greedy, fixed reader",
                "shortcuts of right greedy, fixed reader",
            ])
        #expect(values.prefix(3).map(\.value) == [0.6, 0.4, 0.5])
    }
}

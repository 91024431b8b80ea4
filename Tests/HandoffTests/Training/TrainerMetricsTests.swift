import Records
import TestSupport
import Testing

@testable import Handoff

@Suite struct TrainerMetricsTests {
    struct Case: Sendable {
        var target: TrainerTarget
        var lines: String
        var names: [String] = ["reward", "loss"]
    }

    @Test(arguments: [
        Case(
            target: .easyR1,
            lines: #"{"step": 1, "reward": {"overall": 0.25}, "actor": {"pg_loss": 0.5}}"#),
        Case(
            target: .verl09,
            lines: #"{"step": 1, "data": {"critic/rewards/mean": 0.25, "actor/pg_loss": 0.5}}"#),
        Case(target: .trl, lines: #"{"step": 1, "reward": 0.25, "loss": 0.5, "note": "x"}"#),
        Case(
            target: .msSwift,
            lines: #"{"reward": 0.25, "loss": 0.5, "global_step/max_steps": "1/40"}"#),
    ])
    func `what a trainer writes is shown by our names`(test: Case) throws {
        let folder = try TemporaryFolder("metrics")
        let file = try #require(test.target.facts.metrics).file
        try folder.write("no JSON\n" + test.lines + "\n", to: file)
        var metrics = try #require(TrainerMetrics(test.target, run: folder.path))
        try metrics.look()
        #expect(metrics.rows.map(\.step) == [1])
        #expect(metrics.shown.map(\.name) == test.names)
        #expect(metrics.shown.map(\.value) == [0.25, 0.5])
    }

    @Test func `steps that are made again replace those that were lost`() throws {
        let folder = try TemporaryFolder("metrics")
        let rows = [(1, 0.1), (2, 0.2), (3, 0.3), (2, 0.25)].map { step, loss in
            #"{"step": \#(step), "loss": \#(loss), "epoch": 1}"#
        }
        // What comes at the end of a training is of its last step.
        let text = (rows + [#"{"step": 2, "train_runtime": 9}"#]).joined(separator: "\n")
        try folder.write(text + "\n", to: "metrics.jsonl")
        var metrics = try #require(TrainerMetrics(.trl, run: folder.path))
        try metrics.look()
        #expect(metrics.rows.map(\.step) == [1, 2])
        #expect(metrics.rows[1].json["loss"]?.realValue == 0.25)
        #expect(metrics.rows[1].json["train_runtime"]?.realValue == 9)
    }

    @Test func `who goes on has a file of its own, and one written anew is read anew`() throws {
        let folder = try TemporaryFolder("metrics")
        func line(_ step: Int, _ loss: Double) -> String {
            #"{"step": \#(step), "data": {"actor/pg_loss": \#(loss)}}"# + "\n"
        }
        try folder.write((1...12).map { line($0, 1) }.joined(), to: "metrics.jsonl")
        var metrics = try #require(TrainerMetrics(.verl09, run: folder.path))
        try metrics.look()
        try folder.write(line(11, 2) + line(12, 2), to: "metrics-10.jsonl")
        try metrics.look()
        try folder.write(line(11, 3), to: "metrics-10.jsonl")
        try metrics.look()
        #expect(metrics.rows.map(\.step) == Array(1...11))
        #expect(metrics.rows.last?.json["actor/pg_loss"]?.realValue == 3)
        #expect(metrics.rows[9].json["actor/pg_loss"]?.realValue == 1)
    }

    @Test func `a trainer that writes no numbers to a file has none`() {
        #expect(TrainerMetrics(.openRLHF, run: "/nowhere") == nil)
        #expect(TrainerMetrics(.easyR1PeBR, run: "/nowhere") == nil)
    }
}

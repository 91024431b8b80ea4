import Foundation
import Records
import Storage
import Testing

@testable import Rollouts

@Suite("Rollouts that somebody drew before are read, and every row is accounted for")
struct RecordedRolloutsTests {
    private let questions = [
        question("q1", "<image>How many red cubes are there?", "3"),
        question("7", "What colour is the ball to the left of the <image> largest cone?", "blue"),
        question("q3", "How many?", "2"),
        question("q4", "How many?", "5"),
    ]

    private static func question(_ id: String, _ text: String, _ answer: String) -> Question {
        Question(
            id: id, source: "s", split: "train", capability: .coarse, text: text, answer: answer)
    }

    private func read(
        _ lines: [String], _ format: RecordedFormat
    ) throws -> RecordedRollouts {
        let path = NSTemporaryDirectory() + "recorded-" + UUID().uuidString + ".jsonl"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try FileSystem.write(Array(lines.joined(separator: "\n").utf8), to: path)
        return try RecordedRollouts(
            files: [(path, "r.jsonl")], format: format, questions: questions)
    }

    private func draws(_ rollouts: RecordedRollouts, _ count: Int) async throws -> [DrawOutcome] {
        let policy = RecordedPolicy(
            rollouts, prompts: questions.indices.map { ($0, .answer) })
        return try await policy.draw(
            questions.indices.map { DrawRequest(prompt: $0, draws: 0..<count) })
    }

    private func texts(_ outcomes: [DrawOutcome], of prompt: Int) -> [String] {
        outcomes.filter { $0.prompt == prompt }.map {
            switch $0.result {
            case .response(let response): response.text
            case .missing(let reason, _): reason
            }
        }
    }

    @Test func `PeBR's file keeps its verdicts, and what is wrong with it is told`() async throws {
        let cut = String(repeating: "a", count: 50) + "..." + String(repeating: "b", count: 50)
        let rollouts = try read(
            [
                #"{"response":"three","ground_truth":"3","qid":"q1","score":{"accuracy":1.0}}"#,
                #"{"response":"\#(cut)","ground_truth":"3","qid":"q1","score":{"accuracy":0.0}}"#,
                #"{"response":"blue","ground_truth":"blue","qid":7,"score":{"accuracy":1}}"#,
                #"{"response":"no id","ground_truth":"3","score":{"accuracy":1.0}}"#,
                #"{"response":"no score","ground_truth":"3","qid":"q1"}"#,
                #"{"response":"who?","qid":"zz","score":{"accuracy":1.0}}"#,
                #"{"response":"torn","qid":"q1","sco"#,
            ], .pebr)
        #expect(rollouts.rowCount == 7)
        #expect(rollouts.cutCount == 1)
        #expect(
            rollouts.rejects.map(\.reason) == [
                "malformed_row", "malformed_row", "unknown_question", "malformed_row",
            ])
        #expect(rollouts.rejects.map(\.row) == [3, 4, 5, 6])
        #expect(rollouts.rejects[2].id == "zz")
        let outcomes = try await draws(rollouts, 3)
        #expect(texts(outcomes, of: 0) == ["three", cut, "not_recorded"])
        #expect(texts(outcomes, of: 1) == ["blue", "not_recorded", "not_recorded"])
        guard case .response(let first) = outcomes[0].result,
            case .response(let second) = outcomes[1].result
        else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(first.verdict == .right && second.verdict == .wrong)
    }

    @Test func `verl's dump has no ids, and its questions are found by their text`() async throws {
        let chat = "system\nYou are helpful.\nuser\n"
        let rollouts = try read(
            [
                #"{"input":"\#(chat.replacing("\n", with: "\\n"))How many red cubes are there? Think.","output":"3","gts":"3","step":5}"#,
                #"{"input":"What colour is the ball to the left of the <pad> largest cone?","output":"blue","gts":"blue","step":5}"#,
                #"{"input":"How many?","output":"two","gts":"2","step":5}"#,
                #"{"input":"How many?","output":"?","step":5}"#,
                #"{"input":"Something else","output":"?","gts":"1","step":5}"#,
                #"{"output":"?","gts":"1","step":5}"#,
            ], .verl)
        let outcomes = try await draws(rollouts, 1)
        #expect(
            questions.indices.map { texts(outcomes, of: $0)[0] } == [
                "3", "blue", "two", "not_recorded",
            ])
        #expect(
            rollouts.rejects.map(\.reason) == [
                "ambiguous_question", "unknown_question", "malformed_row",
            ])
    }

    @Test func `rollouts of several training steps are not one policy's`() {
        #expect(throws: Fault.self) {
            try read(
                [
                    #"{"input":"How many red cubes are there?","output":"3","gts":"3","step":5}"#,
                    #"{"input":"How many red cubes are there?","output":"3","gts":"3","step":6}"#,
                ], .verl)
        }
    }

    @Test func `a table of our own comes back as it was`() async throws {
        let path = NSTemporaryDirectory() + "recorded-" + UUID().uuidString + ".parquet"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let rollouts = ["q1", "7", "q1"].enumerated().map { draw, id in
            Rollout(
                question: id, draw: draw, response: "text \(draw)", tokenCount: 4,
                finishReason: .length, verdict: .wrong)
        }
        try ParquetTableWriter.write(rollouts, columns: Rollout.columns, to: path)
        let recorded = try RecordedRollouts(
            files: [(path, "r.parquet")], format: .pipeline, questions: questions)
        let outcomes = try await draws(recorded, 2)
        #expect(texts(outcomes, of: 0) == ["text 0", "text 2"])
        #expect(texts(outcomes, of: 1) == ["text 1", "not_recorded"])
        guard case .response(let response) = outcomes[0].result else { return }
        #expect(response.finishReason == .length && response.tokenCount == 4)
        #expect(response.verdict == nil)
    }
}

@Suite("A question is found by its text in a prompt")
struct QuestionFinderTests {
    private func finder(_ texts: [String]) -> QuestionFinder {
        QuestionFinder(
            texts.enumerated().map {
                Question(
                    id: "\($0)", source: "s", split: "train", capability: .coarse, text: $1,
                    answer: "\($0 % 2)")
            })
    }

    @Test func `the longest text wins`() {
        let finder = finder(["How many?", "How many? Count twice."])
        #expect(finder.find(in: "x How many? Count twice. y", answer: nil) == .found(1))
        #expect(finder.find(in: "x How many? y", answer: nil) == .found(0))
        #expect(finder.find(in: "x How man", answer: nil) == .nothing)
    }

    @Test func `texts that are longer than a window are compared whole`() {
        let stem = String(repeating: "a long stem ", count: 10)
        let finder = finder([stem + "one", stem + "two"])
        #expect(finder.find(in: "… " + stem + "two", answer: nil) == .found(1))
        #expect(finder.find(in: "… " + stem + "three", answer: nil) == .nothing)
    }

    @Test func `the answer tells equal texts apart, or nothing does`() {
        let finder = finder(["Why?", "Why?", "Why?"])
        #expect(finder.find(in: "Why?", answer: "1") == .found(1))
        #expect(finder.find(in: "Why?", answer: "0") == .ambiguous(2))
        #expect(finder.find(in: "Why?", answer: nil) == .ambiguous(3))
    }
}

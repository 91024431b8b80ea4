import Manifests
import Records
import Storage
import Testing

@testable import Sampling
@testable import Stages

/// What PeBR-R1's script makes of its own input.
@Suite struct LiteralSplitTests {
    let fixture: DrawsFixture

    init() throws { fixture = try DrawsFixture() }

    private func ids(_ file: String) throws -> [String] {
        let value = try JSONReader.parse(FileSystem.read(fixture["out/\(file)"]), file: file)
        return (value.arrayValue ?? []).compactMap { $0["qid"]?.stringValue }
    }

    /// Accuracies by question: all right, none, some; 7 of 7; nine draws; a row without accuracy, one
    /// without id, and a line that is cut.
    @Test func `the script's own case is split as it does`() throws {
        let accuracies: [(id: String, draws: String)] = [
            ("q0", "11111111"), ("q1", "00000000"), ("q2", "00010101"), ("q3", "1111111"),
            ("q4", "000000000"), ("q5", "00000000"), ("q6", "11011111"), ("q7", "10000100"),
            ("q8", "11111111"), ("q9", "00000000"), ("q10", "11101110"),
        ]
        var text = ""
        for (id, draws) in accuracies {
            for draw in draws {
                text += "{\"qid\":\"\(id)\",\"score\":{\"accuracy\":\(draw).0}}\n"
            }
        }
        text +=
            "{\"qid\":\"q5\",\"score\":{}}\n{\"score\":{\"accuracy\":1.0}}\n{\"qid\":\"q1\",\"sco"
        let table = try fixture.write(text, to: "rollout_results.jsonl")
        let records = (0..<12).map { "{\"qid\": \"q\($0)\", \"images\": [\"é \($0).jpg\"]}" }
        let dataset = try fixture.write(
            "[" + records.joined(separator: ", ") + "]", to: "pebr_grpo_dataset.json")
        let result = try fixture.resample(table, "out", .literalEight, dataset: dataset)
        #expect(try ids("easycase.json") == ["q0", "q8"])
        #expect(try ids("mediumcase.json") == ["q2", "q3", "q6", "q7", "q10"])
        #expect(try ids("hardcase.json") == ["q1", "q4", "q5", "q9"])
        #expect(result.json["split"]?["in_none"] == 1)
        let easy = String(
            decoding: try FileSystem.read(fixture["out/easycase.json"]), as: UTF8.self)
        #expect(easy == "[\n\(records[0]),\n\(records[8])\n]\n")
    }

    struct Doubled: Sendable {
        var right: Int
        var draws: Int
        var file: String
    }

    @Test(arguments: [
        Doubled(right: 4, draws: 4, file: "mediumcase.json"),
        Doubled(right: 16, draws: 16, file: "mediumcase.json"),
        Doubled(right: 8, draws: 16, file: "easycase.json"),
        Doubled(right: 0, draws: 16, file: "hardcase.json"),
    ]) func `the literal 8 is kept, and copies of a record too`(_ each: Doubled) throws {
        let rows = (0..<each.draws).map {
            "{\"qid\":\"a\",\"score\":{\"accuracy\":\($0 < each.right ? 1 : 0)}}\n"
        }
        let table = try fixture.write(rows.joined(), to: "rollouts.jsonl")
        let dataset = try fixture.write(
            "[{\"qid\":\"a\"},{\"qid\":\"b\"},{\"qid\":\"a\"},{}]", to: "d.json")
        let result = try fixture.resample(table, "out", .literalEight, dataset: dataset)
        #expect(try ids(each.file) == ["a", "a"])
        #expect(result.json["split"]?["in_none"] == 2)
    }
}

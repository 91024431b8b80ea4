import Records
import Storage
import Testing

@testable import Rewards

@Suite struct RewardMessageTests {
    @Test func `a response is told with its question and its parts`() throws {
        let messages = try ExternalRewardFixture.responses.map { try RewardMessage.request($0) }
        #expect(
            messages[0].serialized
                == #"{"id":"q1#0.0.0","question_id":"q1","source":"s","capability":"fine","#
                + #""question":"which \"one\"?","gold":"two","choices":["one","two"],"#
                + #""keywords":["a b"],"extra":{"scene":[{"x":1}]},"response":"one two","#
                + #""description":null,"thought":null,"answer":"one two","well_formed":true,"#
                + #""finish_reason":"stop","tokens":3}"#)
        #expect(messages[1]["finish_reason"] == "length")
        #expect(messages[1]["well_formed"] == false)
    }

    private func scores(_ text: String) throws -> [BatchScore] {
        let rows = try JSONReader.parse(Array(text.utf8), file: "rows").arrayValue ?? []
        return try RewardMessage.scores(rows, of: ExternalRewardFixture.responses, range: -1...1)
    }

    @Test func `scores come in any order, with parts or without`() throws {
        let found = try scores(
            #"[{"id":"q1#0.0.1","score":-1},{"id":"q1#0.0.0","score":0.5,"components":{"a":2}}]"#)
        #expect(
            found == [
                BatchScore(0.5, parts: [.init(name: "a", value: 2)]), BatchScore(-1),
            ])
    }

    struct Case: Sendable {
        var rows: String
        var expected: String
    }

    @Test(arguments: [
        Case(
            rows: "[]", expected: "the response `q1#0.0.0` has no score (0 scores of 2 responses)"),
        Case(rows: #"[{"score":1}]"#, expected: #"a score has no `id`: {"score":1}"#),
        Case(
            rows: #"[{"id":"x","score":1}]"#,
            expected: "there is a score of `x`, which is no response's id"),
        Case(
            rows: #"[{"id":"q1#0.0.0","score":1},{"id":"q1#0.0.0","score":1}]"#,
            expected: "the response `q1#0.0.0` has two scores"),
        Case(
            rows: #"[{"id":"q1#0.0.0","score":1.5}]"#,
            expected: "the score of `q1#0.0.0` is 1.5; expected a number from -1.0 to 1.0"),
        Case(
            rows: #"[{"id":"q1#0.0.0"}]"#,
            expected: "the score of `q1#0.0.0` is missing; expected a number from -1.0 to 1.0"),
        Case(
            rows: #"[{"id":"q1#0.0.0","score":"1"}]"#,
            expected: #"the score of `q1#0.0.0` is "1"; expected a number from -1.0 to 1.0"#),
        Case(
            rows: #"[{"id":"q1#0.0.0","score":1,"components":{"a b":1}}]"#,
            expected: #"`components` of `q1#0.0.0` is {"a b":1}; expected an object of numbers, "#
                + "their names of letters, digits, `-` and `_`"),
        Case(
            rows: #"[{"id":"q1#0.0.0","score":1,"components":[1]}]"#,
            expected: "`components` of `q1#0.0.0` is [1]; expected an object of numbers, "
                + "their names of letters, digits, `-` and `_`"),
    ])
    func `a fault names the response that it is about`(_ given: Case) throws {
        let fault = #expect(throws: Fault.self) { try scores(given.rows) }
        #expect(fault?.message == given.expected)
        #expect(fault?.remedy != nil)
    }
}

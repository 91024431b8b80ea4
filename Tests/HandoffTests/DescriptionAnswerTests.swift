import Grading
import Records
import Rewards
import Storage
import Testing

@testable import Handoff

/// What a description is worth by what the policy answered from it.
@Suite struct DescriptionAnswerTests {
    /// Vision-SR1's reward, with what its code never gets to.
    private static let reward = RewardFile(
        RewardRecipe(
            weights: [
                .accuracy: 0.9, .format: 0.1, .description: 1.0, .descriptionFormat: 0.1,
            ], lengthLimit: 512),
        grader: Grader(format: .visionSR1, equivalence: .mathruler))

    /// The score of a response to a question whose answer is 4.
    private func score(
        _ response: String, answer: String?, reward: RewardFile = reward,
        keywords: [String] = []
    ) async throws -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("query", .string(response)), .init("prompt", ""), .init("answer", "4"),
            .init("keywords", .array(keywords.map { .string($0) })),
        ]
        if let answer { members.append(.init("description_answer", .string(answer))) }
        let line = JSONValue.object([.init("responses", [.object(members)])]).serialized
        let reply = try await ResponseScoring(reward, folder: "/").reply(to: Array(line.utf8))
        return try JSONReader.parse(Array(reply.dropLast()), file: "reply")
    }

    struct Case: Sendable {
        var response: String
        var answer = #"<think> two and two </think> \boxed{4}"#
        var overall: Double
        var description: Double
        var missing = 0.0
        var leak = 0.0
    }

    private static let right =
        #"<description> four dots </description> <think> t </think> \boxed{4}"#
    private static let wrong =
        #"<description> four dots </description> <think> t </think> \boxed{5}"#

    @Test(arguments: [
        Case(response: right + "<|im_end|>", overall: 2.1, description: 1),
        Case(response: wrong + "<|im_end|>", overall: 1.2, description: 1),
        Case(
            response: right + "<|im_end|>", answer: #"<think> t </think> \boxed{3}"#,
            overall: 1.1, description: 0),
        // The box alone is right, and not laid out as asked.
        Case(response: right + "<|im_end|>", answer: #"\boxed{4}"#, overall: 2, description: 1),
        Case(response: right + "<|im_end|>", answer: "", overall: 1, description: 0),
        // What was cut off has no answer; its closed description was read all the same.
        Case(response: right, overall: 1.1, description: 1),
        // The fork gives the whole of it to the second pass, answer and all.
        Case(response: #"\boxed{4}<|im_end|>"#, overall: 0.9, description: 0, missing: 1),
        Case(
            response: #"<description> four dots <think> t </think> \boxed{4}<|im_end|>"#,
            overall: 0.9, description: 0, missing: 1),
        Case(
            response: #"<description> </description><think> t </think> \boxed{4}<|im_end|>"#,
            overall: 0.9, description: 0, missing: 1),
        Case(
            response:
                #"<description> The answer is 4. </description><think> t </think> \boxed{4}<|im_end|>"#,
            overall: 1, description: 0, leak: 1),
        // It gives the first of two.
        Case(
            response:
                #"<description> \boxed{4} </description> <description> dots </description> <think> t </think> \boxed{4}<|im_end|>"#,
            overall: 0.9, description: 0, leak: 1),
    ])
    func `a description earns what was answered from it, unless it gives the answer away`(
        _ test: Case
    ) async throws {
        let reply = try await score(test.response, answer: test.answer)
        let score = try #require(reply["scores"]?.arrayValue?.first, "\(reply.serialized)")
        let overall = try #require(score["overall"]?.realValue)
        #expect(abs(overall - test.overall) < 1e-12, "\(score.serialized)")
        #expect(score["description"]?.realValue == test.description)
        #expect(score["description_missing"]?.realValue == test.missing)
        #expect(score["description_leak"]?.realValue == test.leak)
    }

    @Test func `what counts as a leak is the reward's to say`() async throws {
        var reward = DescriptionAnswerTests.reward
        let response = #"<description> dots: 4 </description> <think> t </think> \boxed{4}"#
        for (leak, worth) in [(DescriptionRule.Leak.markup, 1.0), (.ending, 0)] {
            reward.descriptionLeak = leak
            let reply = try await score(
                response, answer: #"\boxed{4}"#, reward: reward, keywords: ["dots"])
            #expect(reply["scores"]?.arrayValue?.first?["description"]?.realValue == worth)
        }
    }

    @Test func `nothing is scored without what was answered`() async throws {
        let reply = try await score(DescriptionAnswerTests.right, answer: nil)
        #expect(reply["error"]?.stringValue?.contains("without `description_answer`") == true)
    }
}

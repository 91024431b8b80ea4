import Grading
import Records
import Rewards
import Testing

@testable import Training

@Suite("Rewards equal other trainers'")
struct RewardOracleTests {
    @Test("every reward that there is a rule for", arguments: OracleFile.all)
    func rewards(file: OracleFile) async throws {
        try await file.run("reward") { vector in try vector.compareReward() }
    }
}

extension OracleVector {
    /// Compares what we give; false if we have no such function.
    fileprivate func compareReward() throws -> Bool {
        let expected = try #require(json["expected"])
        switch name {
        case "dapo.soft_overlong_punishment":
            let rule = LengthRule.overlong(
                limit: try count("max_response_length"), buffer: try count("overlong_buffer_length")
            )
            expect(rule.value(try count("response_length")), expected.realValue, 1e-12, "length")
        case "pebr_1.length_penalty":
            // Theirs adds 1e-5 to the length.
            let rule = LengthRule.share(limit: try count("expected_length"))
            expect(rule.value(try count("response_length")), expected.realValue, 1e-7, "length")
        case "pebr_1.key_word_reward":
            let keywords = (parameter("keyword")?.arrayValue ?? []).compactMap(\.stringValue)
            expect(
                try component(.keywords, .pebr, keywords: keywords), expected.realValue, 1e-12,
                "keywords")
        case "pebr_1.format_reward":
            expect(try component(.format, .pebr), expected.realValue, 1e-12, "format")
        case "r1v.compute_score", "math.compute_score":
            // Their format wants a thought before the answer; that of `answer-tag` and `boxed` does
            // not.
            let isTagged = name.hasPrefix("r1v")
            expect(
                try component(.accuracy, isTagged ? .answerTag : .boxed),
                expected["accuracy"]?.realValue, 1e-12, "accuracy")
        case "mathruler.grade_answer":
            let verdict = try Equivalence("mathruler").verdict(
                given: try #require(text("given")), gold: try #require(text("truth")))
            #expect((verdict == .right) == expected.boolValue, "\(id)")
        default: return false
        }
        return true
    }

    private func count(_ name: String) throws -> Int {
        try #require(parameter(name)?.integerValue, "\(title) \(id) has no \(name)")
    }

    /// A component of the vector's response.
    private func component(
        _ component: RewardComponent, _ format: ResponseFormat, keywords: [String] = []
    ) throws -> Double {
        let question = Question(
            id: "q", source: "s", split: "train", capability: .fine, text: "?",
            answer: text("ground_truth") ?? "", keywords: keywords)
        let reward = RewardScorer(
            RewardRecipe(weights: [component: 1], lengthLimit: 1, keywordMatch: .substring),
            grader: Grader(
                format: format, equivalence: try Equivalence("mathruler"),
                gradesWholeResponse: true)
        ).score(
            try #require(text("response")), tokenCount: 1, finishReason: .stop, question: question,
            alignment: nil
        )
        return try #require(reward.components[component])
    }
}

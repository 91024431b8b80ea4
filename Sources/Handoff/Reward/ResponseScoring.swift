import Grading
public import Records
import Rewards
import Storage

/// Scores responses that another program sends, a line of JSON a batch: what `pipeline score` does.
///
/// A trainer's reward module asks it, so that there is one grader and not a second one in Python that
/// says something else.
public struct ResponseScoring: Sendable {
    private let scorer: RewardScorer
    private let rule: DescriptionRule
    /// Whether responses must come with what was answered from their descriptions.
    let hasSecondPass: Bool

    /// Whether responses must come with their lengths.
    var wantsTokenCounts: Bool { scorer.recipe.uses(.length) }

    /// Scoring by a reward.
    ///
    /// - Throws: a `Fault` where the recipe has a part that a response and its label are not enough
    ///   for.
    public init(_ reward: RewardFile) throws(Fault) {
        for component in RewardComponent.allCases
        where reward.recipe.uses(component)
            && !(TargetFacts.components + TargetFacts.secondPassComponents).contains(component)
        {
            throw Fault(
                .badInput, "`\(component.rawValue)` cannot be scored from a response alone",
                remedy: "set its weight to 0, or train with our own trainer")
        }
        scorer = RewardScorer(reward.recipe, grader: reward.grader)
        rule = DescriptionRule(reward.descriptionLeak)
        hasSecondPass = reward.hasSecondPass
    }

    /// The answer to a line: `{"scores": [ … ]}` with an object a response: `overall`, the grader's
    /// `verdict` and the reward's parts, or `{"error": "…"}`. It ends with a line break.
    public func reply(to line: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        do throws(Fault) {
            let request = try JSONReader.parse(line, file: "the request")
            var scores: [JSONValue] = []
            for row in try request.column("responses", \.arrayValue) {
                scores.append(try score(row))
            }
            JSONValue.object([.init("scores", .array(scores))]).append(to: &bytes)
        } catch {
            JSONValue.object([.init("error", .string(error.description))]).append(to: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private func score(_ row: JSONValue) throws(Fault) -> JSONValue {
        let question = Question(
            id: "", source: "", split: "", capability: .reasoning, text: "",
            answer: try row.column("answer", \.stringValue),
            choices: try row.optionalColumn("choices", \.strings) ?? [],
            keywords: try row.optionalColumn("keywords", \.strings) ?? [])
        let response = try ResponseScoring.response(in: row)
        let second = try row.optionalColumn("description_answer", \.stringValue).map {
            DescriptionAnswer($0, to: response, question, grader: scorer.grader, rule: rule)
        }
        let scored = try score(
            response, tokenCount: try row.optionalColumn("tokens", \.integerValue),
            second: second, question: question)
        var members: [JSONValue.Member] = [
            .init("overall", .real(scored.reward.total)),
            .init("verdict", .string(scored.verdict.rawValue)),
        ]
        for component in RewardComponent.allCases {
            guard let value = scored.reward.components[component] else { continue }
            members.append(.init(component.rawValue, .real(value)))
        }
        if hasSecondPass {
            members += [
                .init("description_missing", .real(second?.flaw == .missing ? 1.0 : 0)),
                .init("description_leak", .real(second?.flaw == .leak ? 1.0 : 0)),
            ]
        }
        return .object(members)
    }

    /// A row's response, told as it is or as a whole text with its prompt.
    private static func response(in row: JSONValue) throws(Fault) -> ResponseText {
        if let query = try row.optionalColumn("query", \.stringValue) {
            return try ResponseText(
                query: query, prompt: try row.column("prompt", \.stringValue))
        }
        let reason = try row.column("finish_reason") {
            $0.stringValue.flatMap { Rollout.FinishReason(rawValue: $0) }
        }
        return ResponseText(
            text: try row.column("response", \.stringValue), isFinished: reason == .stop)
    }

    /// The reward of a response to a question, and the grader's word. That is told whatever is
    /// rewarded: it is evidence of the question's pass rate.
    ///
    /// - Throws: a `Fault` where something is missing that the recipe goes by.
    func score(
        _ response: ResponseText, tokenCount: Int?, second: DescriptionAnswer? = nil,
        question: Question
    ) throws(Fault) -> (reward: Reward, verdict: Verdict) {
        guard tokenCount != nil || !scorer.recipe.uses(.length) else {
            throw Fault(.badInput, "`length` is scored, and a response comes without `tokens`")
        }
        guard second != nil || !hasSecondPass else {
            throw Fault(
                .badInput,
                "`description` is scored, and a response comes without `description_answer`")
        }
        if let problem = scorer.problem(with: question) { throw Fault(.badInput, problem) }
        let reason: Rollout.FinishReason = response.isFinished ? .stop : .length
        let reward = scorer.score(
            response.text, tokenCount: tokenCount ?? 0, finishReason: reason, question: question,
            description: second?.isRight == true ? 1 : 0,
            descriptionFormat: second?.isWellFormed == true ? 1 : 0, alignment: nil)
        let graded = scorer.grader.grade(
            response.text, finishReason: reason, gold: question.answer, choices: question.choices)
        return (reward, graded.verdict)
    }
}

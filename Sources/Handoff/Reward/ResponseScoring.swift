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
    /// What scores alignment, and the pictures that it looks at; nothing where it is not rewarded.
    private let aligned: (scorer: EmbeddingAlignment, pictures: PhasePictures)?

    /// Whether responses must come with their lengths.
    var wantsTokenCounts: Bool { scorer.recipe.uses(.length) }

    /// Scoring by a reward.
    ///
    /// - Parameters:
    ///   - reward: the reward.
    ///   - folder: the phase's folder, which holds the pictures that labels name.
    /// - Throws: a `Fault` where the recipe has a part that a response and its label are not enough
    ///   for, or the key of the server of embeddings is not in the environment.
    public init(_ reward: RewardFile, folder: String) throws(Fault) {
        for component in RewardComponent.allCases
        where reward.recipe.uses(component) && !reward.canScore(component) {
            throw Fault(
                .badInput, "`\(component.rawValue)` cannot be scored from a response alone",
                remedy: "set its weight to 0, or train with our own trainer")
        }
        scorer = RewardScorer(reward.recipe, grader: reward.grader)
        rule = DescriptionRule(reward.descriptionLeak)
        hasSecondPass = reward.hasSecondPass
        aligned = try reward.embeddings.map { server throws(Fault) in
            let pictures = try PhasePictures(folder: folder)
            let scorer = try server.alignment { picture throws(Fault) in
                try pictures.bytes(of: picture)
            }
            return (scorer, pictures)
        }
    }

    /// The answer to a line: `{"scores": [ … ]}` with an object a response: `overall`, the grader's
    /// `verdict` and the reward's parts, or `{"error": "…"}`. It ends with a line break.
    public func reply(to line: [UInt8]) async -> [UInt8] {
        var bytes: [UInt8] = []
        do throws(Fault) {
            let request = try JSONReader.parse(line, file: "the request")
            var rows: [Row] = []
            for row in try request.column("responses", \.arrayValue) {
                rows.append(try self.row(row))
            }
            let values = try await alignments(of: rows)
            var scores: [JSONValue] = []
            for (place, row) in rows.enumerated() {
                scores.append(try score(row, alignment: values?[place].value))
            }
            JSONValue.object([.init("scores", .array(scores))]).append(to: &bytes)
        } catch {
            JSONValue.object([.init("error", .string(error.description))]).append(to: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    /// A response, and what its label says.
    private struct Row {
        var response: ResponseText
        var tokenCount: Int?
        var second: DescriptionAnswer?
        var question: Question
    }

    private func row(_ row: JSONValue) throws(Fault) -> Row {
        var question = Question(
            id: "", source: "", split: "", capability: .reasoning, text: "",
            answer: try row.column("answer", \.stringValue),
            choices: try row.optionalColumn("choices", \.strings) ?? [],
            keywords: try row.optionalColumn("keywords", \.strings) ?? [])
        if let aligned {
            guard let path = try row.optionalColumn("pictures", \.strings)?.first else {
                throw Fault(
                    .badInput, "`alignment` is scored, and a response comes without `pictures`",
                    remedy: "export the phase again, so that its labels name them")
            }
            question.pictures = [try aligned.pictures.picture(at: path)]
        }
        let response = try ResponseScoring.response(in: row)
        let second = try row.optionalColumn("description_answer", \.stringValue).map {
            DescriptionAnswer($0, to: response, question, grader: scorer.grader, rule: rule)
        }
        return Row(
            response: response, tokenCount: try row.optionalColumn("tokens", \.integerValue),
            second: second, question: question)
    }

    /// How well descriptions fit their pictures; nothing where that is not rewarded.
    private func alignments(of rows: [Row]) async throws(Fault) -> [BatchScore]? {
        try await aligned?.scorer.scores(
            of: rows.enumerated().map { place, row in
                let (text, isFinished) = (row.response.text, row.response.isFinished)
                return ScorableResponse(
                    id: "\(place)", question: row.question, picture: 0, response: text,
                    parsed: scorer.grader.format.parse(text, finished: isFinished),
                    finishReason: isFinished ? .stop : .length, tokenCount: row.tokenCount ?? 0)
            })
    }

    private func score(_ row: Row, alignment: Double?) throws(Fault) -> JSONValue {
        let scored = try score(
            row.response, tokenCount: row.tokenCount, second: row.second, question: row.question)
        var reward = scored.reward
        if let alignment, let weight = scorer.recipe.weights[.alignment] {
            reward.add(.alignment, alignment, weight: weight)
        }
        var members: [JSONValue.Member] = [
            .init("overall", .real(reward.total)),
            .init("verdict", .string(scored.verdict.rawValue)),
        ]
        for component in RewardComponent.allCases {
            guard let value = reward.components[component] else { continue }
            members.append(.init(component.rawValue, .real(value)))
        }
        if hasSecondPass {
            members += [
                .init("description_missing", .real(row.second?.flaw == .missing ? 1.0 : 0)),
                .init("description_leak", .real(row.second?.flaw == .leak ? 1.0 : 0)),
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

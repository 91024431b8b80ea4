public import Grading
public import Records

/// Scores responses by a recipe.
public struct RewardScorer: Sendable {
    /// What is scored.
    public let recipe: RewardRecipe
    /// The grader of answers, whose format finds descriptions.
    public let grader: Grader

    /// A scorer of responses whose accuracy this grader tells.
    public init(_ recipe: RewardRecipe, grader: Grader) {
        self.recipe = recipe
        self.grader = grader
    }

    /// What a question lacks for the recipe, or nothing: a recipe never guesses around missing data.
    public func problem(with question: Question) -> String? {
        if recipe.uses(.keywords) && question.keywords.isEmpty {
            return "reward.keywords is \(weight(.keywords)) and the question has no keywords"
        }
        if recipe.uses(.alignment) && question.pictures.isEmpty {
            return "reward.alignment is \(weight(.alignment)) and the question has no picture"
        }
        return nil
    }

    private func weight(_ component: RewardComponent) -> Double { recipe.weights[component] ?? 0 }

    /// The reward of a response.
    ///
    /// - Parameters:
    ///   - response: its text.
    ///   - tokenCount: the response's length, its end token included.
    ///   - finishReason: why it ended; one that was cut off is not right, whatever it says.
    ///   - question: the question that it answers, with what the recipe needs; see
    ///     `problem(with:)`.
    ///   - description: 1 if the second pass over the response's description answers right.
    ///   - descriptionFormat: 1 if the second pass's response is well formed.
    ///   - alignment: how well a description fits the question's picture; called only where the
    ///     recipe uses it, and nothing where a `BatchScoring` adds it. A missing description scores
    ///     as an empty one.
    /// - Returns: the reward without the components that a `BatchScoring` adds.
    public func score(
        _ response: String, tokenCount: Int, finishReason: Rollout.FinishReason,
        question: Question, description: Double = 0, descriptionFormat: Double = 0,
        alignment: ((_ description: String) -> Double)?
    ) -> Reward {
        let finished = finishReason == .stop
        let parsed = grader.format.parse(response, finished: finished)
        var components: [RewardComponent: Double] = [:]
        var total = 0.0
        for component in RewardComponent.allCases {
            guard let weight = recipe.weights[component] else { continue }
            let value: Double
            switch component {
            case .accuracy:
                let graded = grader.grade(
                    response, finishReason: finishReason, gold: question.answer,
                    choices: question.choices)
                value = graded.verdict == .right ? 1 : 0
            case .keywords:
                value = mentions(of: question.keywords, in: response, parsed)
            case .alignment:
                guard let alignment else { continue }
                value = alignment(parsed.description ?? "")
            case .format: value = parsed.isWellFormed ? 1 : 0
            case .length: value = recipe.length.value(tokenCount)
            case .description: value = description
            case .descriptionFormat: value = descriptionFormat
            case .external: continue
            }
            components[component] = value
            total += weight * value
        }
        return Reward(components: components, total: total)
    }

    /// The share of keywords that a response mentions, by the recipe's rule.
    private func mentions(
        of keywords: [String], in response: String, _ parsed: ParsedResponse
    ) -> Double {
        switch recipe.keywordMatch {
        case .words:
            let text = grader.format.descriptionEnd == nil ? parsed.answer : parsed.description
            return RewardScorer.recall(keywords, in: text ?? "")
        case .substring:
            let text = Array(response.lowercased().utf8)
            let found = keywords.count { text.contains(Array($0.lowercased().utf8)) }
            return Double(found) / Double(max(1, keywords.count))
        }
    }

    /// The share of keywords whose words stand side by side in the text.
    static func recall(_ keywords: [String], in text: String) -> Double {
        if keywords.isEmpty { return 0 }
        let words = PhraseWords.of(text)
        let found = keywords.count { PhraseWords.hold(words, PhraseWords.of($0)) }
        return Double(found) / Double(keywords.count)
    }
}

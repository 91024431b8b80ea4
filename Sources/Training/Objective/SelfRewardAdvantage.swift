/// Vision-SR1's two advantages of a response (arXiv 2508.19652v2, equations 4 to 7): the answer's and
/// the description's, each normalised in its own group, on the tokens that each is for.
///
/// The paper defines the answer's advantage on the tokens of the first rollout and the visual one on
/// those of the second, text-only rollout, while its prose says it the other way round, and the
/// released code puts one weighted sum on all tokens (`AdvantageEstimator.visionSR1`). Which tokens get
/// which is therefore a parameter; the default trains the description by both, the rest by the answer.
public struct SelfRewardAdvantage: Sendable, Hashable {
    /// Tokens of a response.
    public enum Tokens: String, CaseIterable, Sendable {
        /// All of them.
        case all
        /// The description, its closing tag included; none where there is no description.
        case description
        /// What follows the description; all where there is no description.
        case rest
    }

    /// The tokens of the answer's advantage.
    public var answerTokens: Tokens
    /// The tokens of the description's advantage.
    public var visualTokens: Tokens
    /// What the description's advantage weighs against the answer's, which weighs 1 as without
    /// self-reward (the paper's λ are 0.5 and 0.5).
    public var visualWeight: Double

    /// Which advantage on which tokens; see the properties.
    public init(
        answerTokens: Tokens = .all, visualTokens: Tokens = .description, visualWeight: Double = 1
    ) {
        self.answerTokens = answerTokens
        self.visualTokens = visualTokens
        self.visualWeight = visualWeight
    }

    /// Own advantage on the description's tokens, beside the answer's on all.
    public static let decoupled = SelfRewardAdvantage()
    /// The description's tokens get only the description's advantage, the rest only the answer's.
    public static let split = SelfRewardAdvantage(answerTokens: .rest)

    /// The advantage of each token of a response.
    ///
    /// - Parameters:
    ///   - answer: the answer's advantage of each token.
    ///   - visual: the description's advantage of each token, as many.
    ///   - descriptionEnd: how many tokens the description takes, closing tag included; nothing if
    ///     there is no description.
    public func combined(
        answer: [Double], visual: [Double], descriptionEnd: Int?
    ) -> [Double] {
        precondition(answer.count == visual.count)
        let end = min(descriptionEnd ?? 0, answer.count)
        return answer.indices.map { place in
            let isDescription = place < end
            let answerShare = reaches(answerTokens, isDescription) ? answer[place] : 0
            let visualShare = reaches(visualTokens, isDescription) ? visual[place] : 0
            return answerShare + visualWeight * visualShare
        }
    }

    private func reaches(_ tokens: Tokens, _ isDescription: Bool) -> Bool {
        switch tokens {
        case .all: true
        case .description: isDescription
        case .rest: !isDescription
        }
    }
}

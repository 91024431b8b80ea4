/// The weights of a phase's reward components, and what some of them go by.
///
/// PeBR-R1's first stage is 0.4 alignment + 0.4 keywords + 0.1 format + 0.1 length, its second
/// 0.9 accuracy + 0.1 format (`pebr_1.py`, `pebr_2.py`).
public struct RewardRecipe: Sendable, Hashable {
    /// The weight of each component; components without a weight are not computed.
    public var weights: [RewardComponent: Double]
    /// What the length component goes by.
    public var length: LengthRule
    /// What the keyword component goes by.
    public var keywordMatch: KeywordMatch

    /// A recipe.
    ///
    /// - Parameters:
    ///   - weights: the weight of each component; those of 0 are dropped.
    ///   - lengthLimit: tokens from which on a response is too long.
    ///   - lengthBuffer: tokens before that over which it is punished (`LengthRule.overlong`);
    ///     nothing for `LengthRule.share`.
    ///   - keywordMatch: when a response mentions a keyword.
    public init(
        weights: [RewardComponent: Double], lengthLimit: Int, lengthBuffer: Int? = nil,
        keywordMatch: KeywordMatch = .words
    ) {
        self.weights = weights.filter { $0.value != 0 }
        self.length =
            lengthBuffer.map { .overlong(limit: lengthLimit, buffer: $0) }
            ?? .share(limit: lengthLimit)
        self.keywordMatch = keywordMatch
    }

    /// Whether the component counts.
    public func uses(_ component: RewardComponent) -> Bool { weights[component] != nil }
}

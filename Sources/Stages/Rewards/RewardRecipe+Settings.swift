import Manifests
import Rewards

extension RewardRecipe {
    /// What a manifest says of a reward.
    init(_ reward: RewardSettings) {
        self.init(
            weights: [
                .accuracy: reward.accuracy, .keywords: reward.keywords,
                .alignment: reward.alignment, .format: reward.format, .length: reward.length,
                .description: reward.description,
                .descriptionFormat: reward.descriptionFormat,
                .external: reward.external?.weight ?? 0,
            ], lengthLimit: reward.lengthLimit, lengthBuffer: reward.lengthBuffer,
            keywordMatch: reward.keywordMatch.rule)
    }
}

extension RewardSettings.KeywordMatch {
    fileprivate var rule: KeywordMatch {
        switch self {
        case .words: .words
        case .substring: .substring
        }
    }
}

import Manifests
import Sampling

extension SampleSettings {
    /// The rule with its parameters.
    var labelRule: LabelRule {
        switch rule {
        case .pebr: .pebr
        case .literalEight: .literalEight
        case .band: .band(low: band.low, high: band.high)
        case .posterior: .posterior(certainty: certainty)
        }
    }

    /// The prior of all questions; nothing where it is fitted to the draws.
    var fixedPriors: SourcePriors? {
        switch prior {
        case .uniform: SourcePriors(.init())
        case .jeffreys: SourcePriors(.init(alpha: 0.5, beta: 0.5))
        case .empirical: nil
        case .fixed(let given): SourcePriors(.init(alpha: given.alpha, beta: given.beta))
        }
    }

    /// How questions are labelled, where no prior is fitted.
    var labelling: Labelling {
        Labelling(
            rule: labelRule, priors: fixedPriors ?? SourcePriors(.init()),
            bounds: DifficultyBounds(easyAbove: easyAbove, hardBelow: hardBelow),
            groupSize: groupSize,
            exclusion: ExclusionRules(
                ignored: Set(countAsHard), agreeingShare: suspectGold.share,
                agreeingAnswers: suspectGold.answers),
            shortcut: ShortcutRule(above: shortcut.above, certainty: shortcut.certainty),
            decay: decay)
    }
}

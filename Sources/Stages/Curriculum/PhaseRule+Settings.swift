import Curriculum
import Manifests

extension PhaseRule {
    /// What the manifest says of a phase.
    init(_ settings: PhaseSettings) {
        self.init(
            name: settings.name, capabilities: Set(settings.capabilities),
            labels: settings.labels.map { Set($0) } ?? PhaseRule.usualLabels,
            passRate: settings.passRate.map { $0.from...max($0.from, $0.to) } ?? 0...1)
        for exclusion in settings.exclude {
            switch exclusion {
            case .shortcut: exclusions.insert(.shortcut)
            case .constantRewards: exclusions.insert(.constantRewards)
            }
        }
        for part in settings.rewards {
            switch part {
            case .accuracy: rewards.insert(.constantAccuracy)
            case .format: rewards.insert(.constantFormat)
            case .keywords: rewards.insert(.constantKeywords)
            }
        }
        weights = WeightMix(
            WeightRule(settings.weights), uniformShare: settings.uniformShare)
        size = settings.size
        quotas = settings.quotas.sorted { $0.key < $1.key }.map { source, quota in
            switch quota {
            case .count(let count): Quota(source: source, amount: .count(count))
            case .share(let share): Quota(source: source, amount: .share(share))
            }
        }
        temperature = settings.temperature
        pictureLimit = settings.perPicture
        order = PhaseOrder(settings.order)
        replay = settings.replay.map { Replay(share: $0.share, phases: $0.phases) }
        isOptional = settings.optional
        allowsShortfall = settings.shortfall == .allow
    }
}

extension WeightRule {
    fileprivate init(_ weights: PhaseSettings.Weights) {
        self =
            switch weights {
            case .uniform: .uniform
            case .variance: .variance
            case .usefulness: .usefulness
            }
    }
}

extension PhaseOrder {
    fileprivate init(_ order: PhaseSettings.Order) {
        self =
            switch order {
            case .shuffled: .shuffled
            case .easyToHard: .easyToHard
            case .hardToEasy: .hardToEasy
            case .byCapability: .byCapability
            case .interleaved: .interleaved
            }
    }
}

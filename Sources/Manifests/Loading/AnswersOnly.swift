import Records

/// What a manifest says so that a pipeline made for descriptions and keywords, such as PeBR-R1's, fits
/// data that give answers alone: no descriptions that a warm-up teaches, and no keywords.
struct AnswersOnly {
    /// The policy's settings.
    private let policy: [String]
    /// The stages' settings, as entries of flow mappings, by stage.
    private let stages: [(name: String, entries: [String])]

    /// What the enabled stages of a pipeline need; nothing where they need none of it, or build on
    /// descriptions in ways that cannot be switched off.
    ///
    /// - Parameter policy: the run's own, where it is known.
    init?(_ stages: [StageSpecification], with policy: PolicySettings) {
        let enabled = stages.filter(\.enabled)
        guard !enabled.contains(where: \.settings.needsDescriptions) else { return nil }
        let trained = enabled.filter { $0.settings.answerReward != nil }
        self.stages = enabled.compactMap { stage in
            let entries = AnswersOnly.entries(for: stage, trained)
            return entries.isEmpty ? nil : (stage.name, entries)
        }
        guard !self.stages.isEmpty else { return nil }
        self.policy =
            policy.responseFormat == .answer
            ? []
            : [
                "response_format: answer", "response_tokens: 4", "image_size: 64",
                "patch_size: 16",
            ]
    }

    private static func entries(
        for stage: StageSpecification, _ trained: [StageSpecification]
    ) -> [String] {
        switch stage.settings {
        case .supervised(let settings):
            return settings.textOnlyRows > 0 ? ["text_only_rows: 0"] : []
        case .alignment: return ["enabled: false"]
        case .curriculum(let settings):
            let isTrained = trained.contains { $0.settings.phase?.curriculum == stage.name }
            // More than which questions, and a list would be replaced by less than it was.
            guard isTrained, settings.phases.allSatisfy(\.isPlain) else { return [] }
            let phases = settings.phases.map { phase in
                let capabilities = phase.capabilities.map(\.rawValue).joined(separator: ", ")
                return "{name: \(phase.name), capabilities: [\(capabilities)], labels: [medium], "
                    + "optional: true}"
            }
            return ["phases: [\(phases.joined(separator: ", "))]"]
        default:
            guard let reward = stage.settings.answerReward else { return [] }
            return ["advantage_tokens: all", "scorer: null", "reward: \(reward)"]
        }
    }

    /// As one line of flow mappings.
    var line: String {
        let values = stages.map { "\($0.name): {\($0.entries.joined(separator: ", "))}" }
        let own = policy.isEmpty ? "" : "`policy: {\(policy.joined(separator: ", "))}` and "
        return "\(own)`stages: {\(values.joined(separator: ", "))}`"
    }

    /// As lines of a manifest.
    var block: String {
        var lines = policy.isEmpty ? [] : ["policy: {\(policy.joined(separator: ", "))}"]
        lines.append("stages:")
        for stage in stages {
            guard let first = stage.entries.first, stage.entries.count > 1 || first.utf8.count > 60
            else {
                lines.append("  \(stage.name): {\(stage.entries.joined())}")
                continue
            }
            lines.append("  \(stage.name):")
            for entry in stage.entries {
                let items = entry.replacing(": [{", with: ":\n      - {")
                    .replacing("}, {", with: "}\n      - {").replacing("}]", with: "}")
                lines.append("    \(items)")
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension StageSettings {
    /// Whether it builds on descriptions that are answered from.
    fileprivate var needsDescriptions: Bool {
        switch self {
        case .supervised(let settings): settings.sufficientDescriptions
        case .rollout(let settings): settings.passes.contains { $0.kind == .description }
        case .reinforcement(let settings): settings.reward.description > 0
        default: false
        }
    }

    /// The reward of the answer that takes the place of one of descriptions; nothing where the reward
    /// is of the answer.
    fileprivate var answerReward: String? {
        guard case .reinforcement(let settings) = self else { return nil }
        let reward = settings.reward
        let perception = [("keywords", reward.keywords), ("alignment", reward.alignment)]
        guard perception.contains(where: { $0.1 > 0 }) else { return nil }
        let weights =
            (reward.accuracy > 0 ? [] : ["accuracy: 0.9", "format: 0.1"])
            + (perception + [("length", reward.length)]).filter { $0.1 > 0 }.map { "\($0.0): 0" }
        return "{\(weights.joined(separator: ", "))}"
    }
}

extension PhaseSettings {
    /// Whether it has no more settings than which questions it takes.
    fileprivate var isPlain: Bool {
        var plain = PhaseSettings()
        plain.name = name
        plain.capabilities = capabilities
        plain.labels = labels
        plain.optional = optional
        return plain == self
    }
}

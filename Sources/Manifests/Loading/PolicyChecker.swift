import Records

/// Checks what stages ask of the policy's responses.
enum PolicyChecker {
    /// What the embedded policy can be taught to write: plain words between tags.
    private static let embedded: [PolicySettings.ResponseFormat] = [.describeThinkAnswer, .answer]

    /// What enabled stages ask for that a response of the policy does not have.
    ///
    /// - Parameter policies: further policies, by the names that rollout stages give.
    static func faults(
        of stages: [StageSpecification], with policy: PolicySettings,
        and policies: [String: PolicySettings]
    ) -> [Fault] {
        let enabled = stages.filter(\.enabled)
        let misfits =
            enabled.compactMap { misplaced($0, policy, policies) }
            + enabled.compactMap { unserved($0, by: enabled, policy, policies) }
            + enabled.compactMap { misaimed($0, at: enabled) }
        if !misfits.isEmpty { return misfits }
        let untrainable = enabled.first {
            $0.kind == .train && $0.settings.method != .handOff && policy.kind == .embedded
                && !embedded.contains(policy.responseFormat)
        }
        if let untrainable {
            return [
                Fault(
                    .badInput,
                    "the stage \(Wording.quoted(untrainable.name)) trains the embedded policy, which "
                        + "does not write the `policy.response_format` "
                        + Wording.quoted(policy.responseFormat.rawValue),
                    remedy: "write " + Wording.alternatives(embedded.map(\.rawValue)),
                    location: untrainable.location)
            ]
        }
        guard policy.responseFormat == .answer else { return [] }
        return enabled.compactMap { stage in
            guard case .reinforcement(let settings) = stage.settings else { return nil }
            let name = Wording.quoted(stage.name)
            let why = "but `policy.response_format` is `answer`: such a response has no description"
            if settings.advantageTokens == .description {
                return Fault(
                    .badInput, "`advantage_tokens` of the stage \(name) is `description`, \(why)",
                    remedy: "write `advantage_tokens: all`",
                    location: stage.location(of: "advantage_tokens"))
            }
            guard settings.reward.description > 0 else { return nil }
            return Fault(
                .badInput, "`reward.description` of the stage \(name) has a weight, \(why)",
                remedy: "write `description: 0`",
                location: stage.location(of: "reward.description"))
        }
    }

    /// A stage that asks of a rollout stage what that does not give.
    private static func unserved(
        _ stage: StageSpecification, by stages: [StageSpecification], _ policy: PolicySettings,
        _ policies: [String: PolicySettings]
    ) -> Fault? {
        func rollouts(_ name: String?) -> RolloutSettings? {
            guard case .rollout(let settings)? = stages.first(where: { $0.name == name })?.settings
            else { return nil }
            return settings
        }
        switch stage.settings {
        case .supervised(let settings):
            guard let teacher = rollouts(settings.targets) else { return nil }
            if settings.sufficientDescriptions,
                !teacher.passes.contains(where: { $0.kind == .description })
            {
                return Fault(
                    .badInput,
                    "`sufficient_descriptions` of the stage \(Wording.quoted(stage.name)) needs a "
                        + "`description` pass, and `\(settings.targets ?? "")` has none",
                    remedy: "add `passes: [{kind: description}]` to that stage",
                    location: stage.location(of: "sufficient_descriptions"))
            }
            let format = (teacher.policy.flatMap { policies[$0] } ?? policy).responseFormat
            guard format != policy.responseFormat else { return nil }
            return Fault(
                .badInput,
                "`\(settings.targets ?? "")` answers in the format `\(format.rawValue)`, and the "
                    + "policy learns `\(policy.responseFormat.rawValue)`",
                remedy: "give both the same `response_format`",
                location: stage.location(of: "targets"))
        case .sample(let settings):
            guard settings.previous != nil, rollouts(settings.rollouts)?.phase != nil else {
                return nil
            }
            return Fault(
                .badInput,
                "`previous` of the stage \(Wording.quoted(stage.name)) follows questions in the order "
                    + "of their table, and `\(settings.rollouts)` asks a phase",
                remedy: "let `\(settings.rollouts)` ask the split, or a `subset` of it",
                location: stage.location(of: "previous"))
        default: return nil
        }
    }

    /// A rollout stage that ends draws by other bounds than those of all who label them by bounds.
    private static func misaimed(
        _ stage: StageSpecification, at stages: [StageSpecification]
    ) -> Fault? {
        guard case .rollout(let settings) = stage.settings,
            settings.stop == .posterior || settings.budget > 0
        else { return nil }
        var labels: [(stage: StageSpecification, settings: SampleSettings)] = []
        for other in stages {
            guard case .sample(let sample) = other.settings, sample.rule == .posterior,
                sample.rollouts == stage.name
            else { continue }
            if sample.easyAbove == settings.easyAbove, sample.hardBelow == settings.hardBelow {
                return nil
            }
            labels.append((other, sample))
        }
        guard let first = labels.first else { return nil }
        let isEasy = first.settings.easyAbove != settings.easyAbove
        let field = isEasy ? "easy_above" : "hard_below"
        let own = isEasy ? settings.easyAbove : settings.hardBelow
        let wanted = isEasy ? first.settings.easyAbove : first.settings.hardBelow
        return Fault(
            .badInput,
            "`\(field)` of the stage \(Wording.quoted(first.stage.name)) is "
                + "\(NumberText.short(wanted)), but the draws of \(Wording.quoted(stage.name)) are "
                + "steered by \(NumberText.short(own))",
            remedy: "give both stages the same `\(field)`",
            location: first.stage.locations[field] ?? stage.location(of: field))
    }

    /// A stage that needs another kind of policy.
    private static func misplaced(
        _ stage: StageSpecification, _ policy: PolicySettings,
        _ policies: [String: PolicySettings]
    ) -> Fault? {
        let name = Wording.quoted(stage.name)
        switch stage.settings {
        case .supervised, .alignment, .reinforcement, .evaluate:
            guard policy.kind != .embedded else { return nil }
            return Fault(
                .badInput,
                "the stage \(name) is about the embedded policy, but `policy.kind` is "
                    + Wording.quoted(policy.kind.rawValue),
                remedy: "write `enabled: false` for it, or `policy.kind: embedded`",
                location: stage.location)
        case .rollout(let settings):
            let own = settings.policy.flatMap { policies[$0] }
            return misplaced(stage, settings, by: own ?? policy, isNamed: own != nil)
        default: return nil
        }
    }

    /// A rollout stage that needs another kind of policy.
    ///
    /// - Parameter isNamed: whether the stage names the policy among the manifest's further ones.
    private static func misplaced(
        _ stage: StageSpecification, _ settings: RolloutSettings, by policy: PolicySettings,
        isNamed: Bool
    ) -> Fault? {
        let name = Wording.quoted(stage.name)
        if policy.kind == .embedded, policy.checkpoint == nil, settings.policy == nil || isNamed {
            return Fault(
                .badInput, "the stage \(name) does not say whose policy answers",
                remedy: isNamed
                    ? "give that policy a `checkpoint`"
                    : "add `policy`: the name of a `train` stage, or of one of `policies`",
                location: stage.location)
        }
        if policy.kind != .embedded, settings.policy != nil, !isNamed {
            return Fault(
                .badInput,
                "the stage \(name) names the policy of a stage, but `policy.kind` is "
                    + Wording.quoted(policy.kind.rawValue),
                remedy: "write `policy: null`", location: stage.location(of: "policy"))
        }
        if policy.kind == .recorded, settings.passes.contains(where: { $0.kind == .description }) {
            return Fault(
                .badInput,
                "the stage \(name) has a pass `description`, which recorded rollouts cannot answer",
                remedy: "remove it from `passes`", location: stage.location(of: "passes"))
        }
        if policy.kind == .recorded, settings.budget > 0 {
            return Fault(
                .badInput,
                "the stage \(name) has a `budget`, but no more can be drawn than was recorded",
                remedy: "write `budget: 0`", location: stage.location(of: "budget"))
        }
        if policy.kind == .batch, settings.stop != .none || settings.budget > 0 {
            let field = settings.stop != .none ? "stop" : "budget"
            return Fault(
                .badInput,
                "the stage \(name) lets verdicts steer its draws, but nobody looks at verdicts while "
                    + "a batch is answered",
                remedy: field == "stop" ? "write `stop: none`" : "write `budget: 0`",
                location: stage.location(of: field))
        }
        return nil
    }
}

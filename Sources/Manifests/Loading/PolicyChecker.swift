import Records

/// Checks what stages ask of the policy's responses.
enum PolicyChecker {
    /// What the embedded policy can be taught to write: plain words between tags.
    private static let embedded: [PolicySettings.ResponseFormat] = [.describeThinkAnswer, .answer]

    /// What enabled stages ask for that a response of the policy does not have.
    static func faults(of stages: [StageSpecification], with policy: PolicySettings) -> [Fault] {
        let enabled = stages.filter(\.enabled)
        let untrainable = enabled.first {
            $0.kind == .train && policy.kind == .embedded
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
            guard case .reinforcement(let settings) = stage.settings,
                settings.advantageTokens == .description
            else { return nil }
            return Fault(
                .badInput,
                "`advantage_tokens` of the stage \(Wording.quoted(stage.name)) is `description`, but "
                    + "`policy.response_format` is `answer`: such a response has no description",
                remedy: "write `advantage_tokens: all`",
                location: stage.location(of: "advantage_tokens"))
        }
    }
}

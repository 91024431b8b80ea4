import Records

/// Checks what stages ask of the policy's responses.
enum PolicyChecker {
    /// What enabled stages ask for that a response of the policy does not have.
    static func faults(of stages: [StageSpecification], with policy: PolicySettings) -> [Fault] {
        guard policy.responseFormat == .answer else { return [] }
        return stages.compactMap { stage in
            guard stage.enabled, case .reinforcement(let settings) = stage.settings,
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

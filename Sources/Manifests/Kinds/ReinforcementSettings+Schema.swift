import Records

extension ReinforcementSettings {
    /// A `train` stage of method `grpo`.
    static let schema = ObjectSchema(
        "group relative policy optimization on a phase of a curriculum",
        initial: ReinforcementSettings(),
        fields: [
            Field(
                "questions", \.questions, .reference(.ingest), isRequired: true,
                "the `ingest` stage that holds the questions' pictures"),
            Field(
                "curriculum", \.curriculum, .reference(.curriculum), isRequired: true,
                "the `curriculum` stage that made the phases"),
            Field("phase", \.phase, .someText, isRequired: true, "the phase it trains on"),
            Field(
                "sample", \.sample, .choice,
                "which questions of the phase: those that it chose, or the equal-size control that "
                    + "was drawn without its filter"),
            Field(
                "policy", \.policy, .reference(.supervised, .reinforcement), isRequired: true,
                "the `train` stage whose policy it starts from"),
            Field(
                "scorer", \.scorer, .optional(.reference(.alignment)),
                "the `train` stage of method `alignment` that scores descriptions"),
            Field(
                "steps", \.steps, .integer(from: 1), isRequired: true,
                "how many training steps it makes"),
            Field(
                "prompts", \.prompts, .integer(from: 1, to: 65536), "questions of a training step"),
            Field(
                "group", \.group, .integer(from: 2, to: 65536),
                "responses to each question; an advantage needs two"),
            Field("temperature", \.temperature, .real(from: 0.001), "temperature of sampling"),
            Field(
                "clip_low", \.clipLow, .real(above: 0, to: 1),
                "how far below 1 the probability ratio counts"),
            Field(
                "clip_high", \.clipHigh, .real(above: 0),
                "how far above 1 the probability ratio counts"),
            Field(
                "kl", \.kl, .real(from: 0),
                "weight of the divergence from the policy it started from"),
            Field(
                "advantage_tokens", \.advantageTokens, .choice,
                "which tokens learn from the advantage"),
            Field("reward", \.reward, .object(RewardSettings.schema), "what a response is worth"),
            Field(
                "optimizer", \.optimizer, .object(OptimizerSettings.schema(.reinforcement)),
                "AdamW"),
            Field(
                "checkpoint_every", \.checkpointEvery, .integer(from: 1),
                "training steps between checkpoints"),
        ],
        rules: [
            { settings, path, decoding in
                let reward = settings.reward
                if !reward.hasWeight {
                    decoding.report(
                        "no term of `reward` has a weight; expected one above 0",
                        field: Wording.join(path, "reward"),
                        remedy: "write for example `reward: {accuracy: 0.9, format: 0.1}`")
                }
                if reward.alignment > 0, settings.scorer == nil {
                    decoding.report(
                        "`reward.alignment` has a weight, but the stage has no `scorer`",
                        field: Wording.join(path, "reward.alignment"),
                        remedy: "name a `train` stage of method `alignment` as `scorer`, or weigh "
                            + "`alignment` 0")
                }
            }
        ])
}

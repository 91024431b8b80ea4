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
                "embeddings", \.embeddings, .optional(.object(EmbeddingsSettings.schema)),
                "a server of embeddings that scores descriptions instead"),
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
                "top_p", \.topShare, .real(above: 0, to: 1),
                "samples among the likeliest tokens that together have this probability"),
            Field(
                "advantage", \.advantage, .choice,
                "how rewards become advantages; names without a trainer are as in EasyR1 and verl"),
            Field(
                "discount", \.discount, .real(above: 0, to: 1),
                "the discount of returns, for the forms of REINFORCE++ that have them"),
            Field(
                "advantage_tokens", \.advantageTokens, .choice,
                "which tokens learn from the advantage"),
            Field(
                "self_reward", \.selfReward, .choice,
                "how `reward.description` meets the other terms: in one `sum`; `decoupled`, an "
                    + "advantage of its own on the description's tokens beside the response's on "
                    + "all; `split`, the description's tokens learn from their own alone; `passes`, the "
                    + "answers of the second pass learn from it"),
            Field(
                "constant_groups", \.constantGroups, .choice,
                "what becomes of groups whose responses are all worth the same: `keep` them, "
                    + "`skip` them, or `refill` the step with further questions (DAPO)"),
            Field(
                "refill_limit", \.refillLimit, .integer(from: 1, to: 1000),
                "how many times `prompts` questions a step may ask, for `constant_groups: refill`"),
            Field(
                "loss", \.loss, .choice,
                "what an update minimises: the `clip`ped ratio (PPO, GRPO, DAPO), that of the "
                    + "whole response (`gspo`, `gspo-token`), `cispo` or `sapo`"),
            Field(
                "clip_low", \.clipLow, .real(above: 0, to: 1),
                "how far below 1 the probability ratio counts"),
            Field(
                "clip_high", \.clipHigh, .real(above: 0),
                "how far above 1 the probability ratio counts"),
            Field(
                "clip_dual", \.clipDual, .optional(.real(above: 1)),
                "the largest ratio that counts where the advantage is negative; EasyR1's is 3"),
            Field(
                "sapo_positive", \.sapoPositive, .real(above: 0),
                "the temperature of `loss: sapo` for advantages above 0"),
            Field(
                "sapo_negative", \.sapoNegative, .real(above: 0),
                "the temperature of `loss: sapo` for advantages below 0"),
            Field(
                "aggregation", \.aggregation, .choice,
                "how the tokens' losses become one: `token-mean` (DAPO, EasyR1), "
                    + "`sequence-mean-token-mean` (GRPO's paper), `constant-length` (Dr.GRPO)"),
            Field(
                "kl", \.kl, .real(from: 0),
                "weight of the divergence from the reference: the policy that the phase started "
                    + "from"),
            Field(
                "kl_estimator", \.klEstimator, .choice,
                "how the divergence is estimated; `low-variance` is EasyR1's, clamped k3"),
            Field(
                "kl_in", \.klPlace, .choice,
                "whether the divergence is a term of the loss or is paid for by the reward"),
            Field(
                "kl_correction", \.klCorrection, .bool,
                "whether each token's divergence in the loss is multiplied by its probability ratio, "
                    + "since an older policy sampled it (DeepSeek-V3.2, TRL)"),
            Field(
                "kl_target", \.klTarget, .optional(.real(above: 0)),
                "the divergence a token that `kl` is adapted to; `~` for a fixed weight"),
            Field(
                "kl_horizon", \.klHorizon, .real(above: 0),
                "responses over which `kl` adapts, for `kl_target`"),
            Field(
                "reference_every", \.referenceEvery, .integer(from: 0),
                "training steps after which the reference becomes the policy as it is; 0 for never"),
            Field(
                "updates", \.updates, .integer(from: 1, to: 65536),
                "updates that a step's questions are divided among; PeBR-R1 makes 5 and 4"),
            Field(
                "epochs", \.epochs, .integer(from: 1, to: 1000),
                "how often a step's responses are learnt from"),
            Field("reward", \.reward, .object(RewardSettings.schema), "what a response is worth"),
            Field(
                "optimizer", \.optimizer, .object(OptimizerSettings.schema(.reinforcement)),
                "AdamW"),
        ] + checkpointFields,
        rules: [
            { settings, path, decoding in
                let reward = settings.reward
                if !reward.hasWeight {
                    decoding.report(
                        "no term of `reward` has a weight; expected one above 0",
                        field: Wording.join(path, "reward"),
                        remedy: "write for example `reward: {accuracy: 0.9, format: 0.1}`")
                }
                settings.reportContradictions(path, &decoding)
                if settings.updates > settings.prompts {
                    decoding.report(
                        "`updates` is \(settings.updates); expected at most `prompts`, which is "
                            + "\(settings.prompts)", field: Wording.join(path, "updates"))
                }
                if reward.alignment > 0, settings.scorer == nil, settings.embeddings == nil {
                    decoding.report(
                        "`reward.alignment` has a weight, but the stage has neither `scorer` nor "
                            + "`embeddings`", field: Wording.join(path, "reward.alignment"),
                        remedy: "name a `train` stage of method `alignment` as `scorer`, or weigh "
                            + "`alignment` 0")
                }
                if settings.scorer != nil, settings.embeddings != nil {
                    decoding.report(
                        "`scorer` and `embeddings` are both given; expected one of the two",
                        field: Wording.join(path, "embeddings"), remedy: "write `scorer: null`")
                }
            }
        ])
}

import Records

extension OptimizerSettings {
    /// The `optimizer` key of a `train` stage, with the defaults of a method.
    static func schema(_ defaults: OptimizerSettings) -> ObjectSchema<OptimizerSettings> {
        let usual =
            defaults.usualDecay.from < 1
            ? "a line over the last steps, from `decay_from` on"
            : "it stays, or falls in a line if `decay_from` says so"
        return ObjectSchema(
            "AdamW and its learning rate over time", initial: defaults,
            fields: [
                Field(
                    "learning_rate", \.learningRate, .real(above: 0),
                    "the learning rate after warm-up"),
                Field(
                    "beta1", \.beta1, .real(from: 0, to: 0.999999), "decay of the first moment"),
                Field(
                    "beta2", \.beta2, .real(from: 0, to: 0.999999), "decay of the second moment"),
                Field("weight_decay", \.weightDecay, .real(from: 0), "decoupled weight decay"),
                Field(
                    "warm_up_steps", \.warmUpSteps, .integer(from: 0),
                    "training steps over which the rate rises linearly from 0"),
                Field(
                    "schedule", \.schedule, .optional(.choice),
                    "how the rate falls after warm-up: `constant`, `linear` or `cosine`, down to "
                        + "`decay_to` at the last step; without it, \(usual)"),
                Field(
                    "decay_from", \.decayFrom, .optional(.real(from: 0, to: 1)),
                    "share of the training steps after which the rate falls, 1 for never; by default "
                        + "the end of warm-up under a `schedule`, else \(defaults.usualDecay.from)"),
                Field(
                    "decay_to", \.decayTo, .optional(.real(from: 0, to: 1)),
                    "what the rate falls to, as a share of `learning_rate`; by default 0 under a "
                        + "`schedule`, else \(defaults.usualDecay.to)"),
                Field(
                    "clip_norm", \.clipNorm, .real(above: 0),
                    "the largest norm of the gradient; a longer one is scaled down to it"),
            ])
    }
}

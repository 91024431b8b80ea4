import Records

extension OptimizerSettings {
    /// The `optimizer` key of a `train` stage, with the defaults of a method.
    static func schema(_ defaults: OptimizerSettings) -> ObjectSchema<OptimizerSettings> {
        ObjectSchema(
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
                    "decay_from", \.decayFrom, .real(from: 0, to: 1),
                    "share of the training steps after which the rate falls linearly; 1 for never"),
                Field(
                    "decay_to", \.decayTo, .real(from: 0, to: 1),
                    "what the rate falls to, as a share of `learning_rate`"),
                Field(
                    "clip_norm", \.clipNorm, .real(above: 0),
                    "the largest norm of the gradient; a longer one is scaled down to it"),
            ])
    }
}

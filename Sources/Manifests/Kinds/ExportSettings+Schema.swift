import Records

extension ExportSettings {
    /// An `export` stage.
    static let schema = ObjectSchema(
        "writes a phase as a folder that another trainer can run", initial: ExportSettings(),
        fields: places + batches + method + machine,
        rules: [
            { settings, path, decoding in
                if !settings.reward.hasWeight {
                    decoding.report(
                        "no term of `reward` has a weight; expected one above 0",
                        field: Wording.join(path, "reward"),
                        remedy: "write for example `reward: {accuracy: 0.9, format: 0.1}`")
                }
                let (least, most) = (settings.training.leastPixels, settings.training.mostPixels)
                let isFine =
                    least.map { least in most.map { least <= $0 } ?? false } ?? (most == nil)
                guard !isFine else { return }
                decoding.report(
                    "`min_pixels` and `max_pixels` are no bounds; expected both, the first at most "
                        + "the second", field: Wording.join(path, "min_pixels"))
            },
            { settings, path, decoding in
                guard settings.reward.alignment > 0, settings.embeddings == nil else { return }
                decoding.report(
                    "`reward.alignment` has a weight, but the stage has no `embeddings`",
                    field: Wording.join(path, "reward.alignment"),
                    remedy: "name a server of embeddings as `embeddings`, or weigh `alignment` 0")
            },
        ])

    private static var places: [Field<ExportSettings>] {
        [
            Field(
                "questions", \.questions, .reference(.ingest), isRequired: true,
                "the `ingest` stage that holds the questions' pictures"),
            Field(
                "curriculum", \.curriculum, .reference(.curriculum), isRequired: true,
                "the `curriculum` stage that made the phases"),
            Field("phase", \.phase, .someText, isRequired: true, "the phase"),
            Field(
                "sample", \.sample, .choice,
                "which questions of the phase: those that it chose, or the equal-size control"),
            Field(
                "trainer", \.trainer, .choice, isRequired: true,
                "who trains it, in a generation of its interface"),
            Field(
                "model", \.training.model, .someText, isRequired: true,
                "what training starts from: a folder, or a name that the trainer knows"),
            Field(
                "before", \.before, .optional(.text),
                "what stands before each question; without it and `behind`, rows ask as the policy was "
                    + "asked"),
            Field("behind", \.behind, .optional(.text), "what stands behind each question"),
            Field("reward", \.reward, .object(RewardSettings.schema), "what a response is worth"),
            Field(
                "embeddings", \.embeddings, .optional(.object(EmbeddingsSettings.schema)),
                "a server of embeddings that scores descriptions for `reward.alignment`"),
        ]
    }

    private static var batches: [Field<ExportSettings>] {
        [
            Field(
                "epochs", \.training.epochs, .integer(from: 1, to: 1000),
                "how often the phase is gone through"),
            Field(
                "rollout_batch", \.training.rolloutBatch, .integer(from: 1, to: 65536),
                "questions of a training step"),
            Field(
                "update_batch", \.training.updateBatch, .integer(from: 1, to: 65536),
                "questions of an update; several go with a step"),
            Field(
                "group", \.training.group, .integer(from: 2, to: 65536),
                "responses to each question; an advantage needs two"),
            Field(
                "shuffle", \.training.shuffles, .bool,
                "whether the trainer goes through the phase in an order of its own"),
            Field("seed", \.training.seed, .seed, "the trainer's seed"),
        ]
    }

    private static var method: [Field<ExportSettings>] {
        [
            Field(
                "temperature", \.training.temperature, .real(from: 0.001),
                "temperature of sampling"),
            Field(
                "top_p", \.training.topShare, .real(above: 0, to: 1),
                "samples among the likeliest tokens that together have this probability"),
            Field(
                "prompt_tokens", \.training.promptTokens, .integer(from: 1, to: 1 << 24),
                "the most tokens of a prompt, pictures included"),
            Field(
                "response_tokens", \.training.responseTokens, .integer(from: 1, to: 1 << 24),
                "the most tokens of a response"),
            Field(
                "min_pixels", \.training.leastPixels, .optional(.integer(from: 1, to: 1 << 40)),
                "smaller pictures are enlarged; the model's own bounds without it"),
            Field(
                "max_pixels", \.training.mostPixels, .optional(.integer(from: 1, to: 1 << 40)),
                "larger pictures are shrunk; the model's own bounds without it"),
            Field(
                "learning_rate", \.training.learningRate, .real(above: 0), "the learning rate"),
            Field("weight_decay", \.training.weightDecay, .real(from: 0), "the weight decay"),
            Field(
                "kl", \.training.kl, .real(from: 0),
                "weight of the divergence from the phase's first policy, in the loss"),
            Field(
                "clip_low", \.training.clipLow, .real(above: 0, to: 1),
                "how far below 1 the probability ratio counts"),
            Field(
                "clip_high", \.training.clipHigh, .real(above: 0),
                "how far above 1 the probability ratio counts"),
        ]
    }

    private static var machine: [Field<ExportSettings>] {
        [
            Field(
                "nodes", \.training.nodes, .integer(from: 1, to: 1024),
                "machines that train together, in one job of Slurm"),
            Field("gpus", \.training.gpus, .integer(from: 1, to: 4096), "GPUs of each machine"),
            Field(
                "tensor_parallel", \.training.tensorParallel, .integer(from: 1, to: 4096),
                "GPUs that one engine of responses takes"),
            Field(
                "micro_batch", \.training.microBatch, .integer(from: 1, to: 65536),
                "responses that a GPU takes at once"),
            Field(
                "save_every", \.training.saveEvery, .integer(from: 1, to: 1 << 20),
                "training steps between checkpoints"),
            Field("keep", \.training.keep, .integer(from: 1, to: 1 << 20), "checkpoints kept"),
            Field(
                "resumable", \.training.isResumable, .bool,
                "whether a checkpoint holds what training goes on from, not the weights alone"),
        ]
    }
}

extension ValueType where Value == UInt32 {
    /// A seed that every trainer takes.
    static var seed: ValueType {
        scalar(
            expectation: "a whole number from 0 to 2147483647",
            schema: ["type": "integer", "minimum": 0, "maximum": 2_147_483_647],
            read: { text, _ in UInt32(text).flatMap { $0 < 1 << 31 ? $0 : nil } },
            encode: { .integer($0) })
    }
}

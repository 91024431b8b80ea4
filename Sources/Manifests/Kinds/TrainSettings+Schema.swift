import Records

extension SupervisedSettings {
    /// A `train` stage of method `sft`.
    static let schema = ObjectSchema(
        "supervised fine-tuning on the data sets' target responses",
        initial: SupervisedSettings(),
        fields: [
            Field(
                "questions", \.questions, .reference(.ingest), isRequired: true,
                "the `ingest` stage whose questions it learns from"),
            Field("split", \.split, .splitName, "the split it learns from"),
            Field(
                "steps", \.steps, .integer(from: 1), isRequired: true,
                "how many training steps it makes"),
            Field(
                "batch", \.batch, .integer(from: 1, to: 65536),
                "rows of a batch, the text-only ones included"),
            Field(
                "text_only_rows", \.textOnlyRows, .integer(from: 0, to: 65536),
                "rows of each batch that are taken from `text_only_target`, without the picture"),
            Field(
                "text_only_weight", \.textOnlyWeight, .real(from: 0),
                "weight of the loss of the text-only rows; the others weigh 1"),
            Field(
                "optimizer", \.optimizer, .object(OptimizerSettings.schema(.supervised)), "AdamW"),
            Field(
                "checkpoint_every", \.checkpointEvery, .integer(from: 1),
                "training steps between checkpoints"),
        ],
        rules: [
            { settings, path, decoding in
                guard settings.textOnlyRows >= settings.batch else { return }
                decoding.report(
                    "`text_only_rows` is \(settings.textOnlyRows); expected less than `batch`, which "
                        + "is \(settings.batch)", field: Wording.join(path, "text_only_rows"))
            }
        ])
}

extension AlignmentSettings {
    /// A `train` stage of method `alignment`.
    static let schema = ObjectSchema(
        "a scorer of how well a text fits a picture", initial: AlignmentSettings(),
        fields: [
            Field(
                "questions", \.questions, .reference(.ingest), isRequired: true,
                "the `ingest` stage whose pictures and keywords it learns from"),
            Field("split", \.split, .splitName, "the split it learns from"),
            Field("steps", \.steps, .integer(from: 1), "how many training steps it makes"),
            Field(
                "pairs", \.pairs, .integer(from: 2, to: 65536),
                "pairs of a batch; as many corrupted ones are added"),
            Field(
                "optimizer", \.optimizer, .object(OptimizerSettings.schema(.supervised)), "AdamW"),
            Field(
                "checkpoint_every", \.checkpointEvery, .integer(from: 1),
                "training steps between checkpoints"),
        ])
}

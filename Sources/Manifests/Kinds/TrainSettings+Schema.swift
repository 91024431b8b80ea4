import Records

extension SupervisedSettings {
    /// A `train` stage of method `sft`.
    static let schema = ObjectSchema(
        "supervised fine-tuning on the data sets' target responses",
        initial: SupervisedSettings(),
        fields: [
            Field(
                "questions", \.questions, .reference(.ingest), isRequired: true,
                "the `ingest` stage whose questions it learns from, or that holds the pictures of "
                    + "`targets`"),
            Field(
                "split", \.split, .optional(.splitName),
                "the split whose own target responses it learns from; `~` for none"),
            Field(
                "policy", \.policy, .optional(.reference(.supervised, .reinforcement)),
                "the `train` stage whose policy it goes on from; without it, a fresh policy"),
            Field(
                "targets", \.targets, .optional(.reference(.rollout)),
                "the `rollout` stage whose right answers it learns from as well: a teacher's"),
            Field(
                "targets_per_question", \.targetsPerQuestion, .integer(from: 1, to: 65536),
                "the most right answers to a question that it learns from, the shortest first"),
            Field(
                "sufficient_descriptions", \.sufficientDescriptions, .bool,
                "whether only answers count whose description alone sufficed in the teacher's "
                    + "`description` pass (Vision-SR1's cold start)"),
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
        ] + checkpointFields,
        rules: [
            { settings, path, decoding in
                if settings.split == nil, settings.targets == nil {
                    decoding.report(
                        "there is neither a `split` nor `targets` to learn from", field: path,
                        remedy: "name the split whose targets it learns from")
                }
                if settings.sufficientDescriptions, settings.targets == nil {
                    decoding.report(
                        "`sufficient_descriptions` is about `targets`, and there are none",
                        field: Wording.join(path, "sufficient_descriptions"),
                        remedy: "add `targets`: a `rollout` stage with a `description` pass")
                }
                guard settings.textOnlyRows >= settings.batch else { return }
                decoding.report(
                    "`text_only_rows` is \(settings.textOnlyRows); expected less than `batch`, which "
                        + "is \(settings.batch)", field: Wording.join(path, "text_only_rows"),
                    remedy: settings.batch > 1
                        ? "set `text_only_rows` to at most \(settings.batch - 1), or a larger `batch`"
                        : "set `text_only_rows: 0`, or a larger `batch`")
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
        ] + checkpointFields)
}

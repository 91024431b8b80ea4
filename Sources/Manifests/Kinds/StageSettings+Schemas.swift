import Records

extension ValueType where Value == String {
    /// The name of a split.
    static var splitName: ValueType {
        scalar(
            expectation: "the name of a split", schema: ["type": "string", "minLength": 1],
            read: { text, _ in text.isEmpty ? nil : text }, encode: { .string($0) })
    }
}

extension IngestSettings {
    /// An `ingest` stage.
    static let schema = ObjectSchema(
        "checks and shards the data sets", initial: IngestSettings(),
        fields: [
            Field(
                "shard_size", \.shardSize, .byteCount(from: 1),
                "the most bytes of pictures in one shard"),
            Field(
                "shard_samples", \.shardSamples, .integer(from: 1),
                "the most samples in one shard"),
            Field(
                "energon_index", \.writesEnergonIndex, .bool,
                "whether `shards/` also gets the offsets that Energon reads"),
        ])
}

extension EvaluateSettings {
    /// An `evaluate` stage.
    static let schema = ObjectSchema(
        "measures policies on held-out questions", initial: EvaluateSettings(),
        fields: [
            Field(
                "policies", \.policies,
                .list(of: .reference(.supervised, .reinforcement), minimum: 1, isUnique: true),
                isRequired: true, "the `train` stages whose policies are measured, in order"),
            Field(
                "questions", \.questions, .reference(.ingest), isRequired: true,
                "the `ingest` stage whose questions are asked"),
            Field("split", \.split, .splitName, "the split that is asked"),
            Field(
                "limit", \.limit, .optional(.integer(from: 1)),
                "the most questions that are asked, drawn by their ids, the same for all policies; without "
                    + "it, all"),
            Field(
                "draws", \.draws, .integer(from: 0, to: 65536),
                "responses to each question that are sampled at temperature 1"),
            Field(
                "greedy", \.greedy, .bool, "whether each question is answered greedily as well"),
            Field(
                "family", \.family, .someText,
                "the field of the source that names a question's family, by which accuracy is given "
                    + "as well"),
            Field(
                "second_pass", \.secondPass, .bool,
                "whether descriptions are answered from without the picture, where responses have any"
            ),
            Field(
                "description_leak", \.descriptionLeak, .choice,
                "which descriptions are not: as in the reward of a `train` stage"),
            Field(
                "blind", \.blind, .bool,
                "whether each question is asked without its picture as well, as often and in the same "
                    + "ways"),
            Field(
                "reader", \.reader, .optional(.reference(.supervised, .reinforcement)),
                "the `train` stage of a fixed policy that answers from descriptions as well: what "
                    + "changes for it are the descriptions alone"),
        ],
        rules: [
            { settings, path, decoding in
                guard settings.draws == 0, !settings.greedy else { return }
                decoding.report(
                    "`draws` is 0 and `greedy` is false; expected one of the two",
                    field: Wording.join(path, "draws"))
            }
        ])
}

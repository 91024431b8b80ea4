import Records

extension TrainingConditions {
    /// A file for `pipeline parity`.
    static let schema = ObjectSchema(
        "how a trainer draws responses and is shown questions", initial: TrainingConditions(),
        fields: [
            Field(
                "temperature", \.temperature, .optional(.real(from: 0.001)),
                "temperature of sampling"),
            Field(
                "top_p", \.topShare, .optional(.real(above: 0, to: 1)),
                "the probability of the likeliest tokens that are sampled among"),
            Field(
                "response_tokens", \.responseTokens, .optional(.integer(from: 1, to: 1 << 30)),
                "the most tokens of a response"),
            Field(
                "picture_size", \.pictureSize, .optional(.object(PictureSizeSettings.schema)),
                "what size pictures are shown in"),
            Field(
                "template", \.template, .optional(.path),
                "the template of the prompt: a built-in one's name, or a file relative to the "
                    + "repository"),
            Field(
                "response_format", \.responseFormat, .optional(.choice),
                "what a response consists of"),
            Field("grader", \.grader, .optional(.grader), "how answers are graded"),
        ])
}

extension ManifestLoader {
    /// What a file says of a trainer.
    ///
    /// - Throws: everything that is wrong, at once.
    public static func trainingConditions(
        path: String
    ) throws(ManifestErrors) -> TrainingConditions {
        var session = LoadingSession()
        guard let root = session.root(of: path, namedAt: nil) else { throw session.errors }
        var decoding = Decoding()
        let conditions = TrainingConditions.schema.decode(root, "", &decoding)
        session.take(decoding)
        guard session.faults.isEmpty, let conditions else { throw session.errors }
        return conditions
    }
}

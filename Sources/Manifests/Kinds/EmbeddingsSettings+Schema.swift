import Records

extension EmbeddingsSettings {
    /// The `embeddings` key of a `train` stage of method `grpo` or `hand-off`, and of `export`.
    ///
    /// Where the model answers is no material for keys; the model is.
    static let schema = ObjectSchema(
        "a server of embeddings of texts and pictures", initial: EmbeddingsSettings(),
        fields: [
            Field(
                "url", \.url, .serverAddress, isRequired: true, affectsResult: false,
                "its address, with `/v1`"),
            Field(
                "model", \.model, .someText, isRequired: true, "the model, as the server calls it"),
            Field(
                "threshold", \.threshold, .real(above: 0, to: 1),
                "the cosine from which on a description fits as well as can be; 0.4 is PeBR-R1's "
                    + "for FG-CLIP"),
            Field(
                "api_key", \.keyVariable, .optional(.variableName), affectsResult: false,
                "the environment variable that holds its key"),
            Field(
                "timeout", \.timeout, .duration, affectsResult: false,
                "how long one request may take"),
        ])
}

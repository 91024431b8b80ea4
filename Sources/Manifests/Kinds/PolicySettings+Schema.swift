import Records

extension PolicySettings {
    /// The `policy` key of a manifest.
    static let schema = ObjectSchema(
        "the policy that answers", initial: PolicySettings(),
        fields: [
            Field("kind", \.kind, .choice, "what the policy is"),
            Field(
                "image_size", \.imageSize, .integer(from: 1, to: 4096),
                "width and height that pictures are brought to, in pixels"),
            Field(
                "patch_size", \.patchSize, .integer(from: 1, to: 4096),
                "width and height of a patch, in pixels; divides `image_size`"),
            Field(
                "patch_width", \.patchWidth, .integer(from: 1, to: 65536),
                "width of the patch encoder's hidden layer"),
            Field("width", \.width, .integer(from: 1, to: 65536), "width of the decoder"),
            Field("layers", \.layers, .integer(from: 1, to: 1024), "layers of the decoder"),
            Field(
                "heads", \.heads, .integer(from: 1, to: 1024),
                "attention heads; divides `width`"),
            Field(
                "feed_forward", \.feedForward, .integer(from: 1, to: 1_000_000),
                "width of the hidden layer after attention"),
            Field(
                "question_tokens", \.questionTokens, .optional(.integer(from: 2, to: 65536)),
                "slots for the marker and the question; without it, the longest question's"),
            Field(
                "response_tokens", \.responseTokens, .integer(from: 1, to: 65536),
                "the most tokens of a response, its end included"),
            Field(
                "response_format", \.responseFormat, .choice, "what a response consists of"),
            Field(
                "patch_words", \.patchWords, .list(of: .someText),
                "a word for each patch, in raster order, whose embedding its position shares"),
        ],
        rules: [
            { policy, path, decoding in
                if policy.imageSize % policy.patchSize != 0 {
                    decoding.report(
                        "`patch_size` is \(policy.patchSize); expected a divisor of `image_size`, "
                            + "which is \(policy.imageSize)",
                        field: Wording.join(path, "patch_size"))
                } else if !policy.patchWords.isEmpty,
                    policy.patchWords.count != policy.patchCount
                {
                    decoding.report(
                        "`patch_words` has \(policy.patchWords.count) words; expected one for each "
                            + "of the \(policy.patchCount) patches, or none",
                        field: Wording.join(path, "patch_words"))
                }
                if policy.width % policy.heads != 0 {
                    decoding.report(
                        "`heads` is \(policy.heads); expected a divisor of `width`, which is "
                            + "\(policy.width)", field: Wording.join(path, "heads"))
                }
            }
        ])
}

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
            Field(
                "checkpoint", \.checkpoint, .optional(.path),
                "the folder of a checkpoint that answers, for an embedded policy that no stage "
                    + "trains"),
            Field(
                "prompt", \.prompt, .object(PromptSettings.schema),
                "how a policy that reads prompts is asked"),
            Field(
                "picture_size", \.pictureSize, .object(PictureSizeSettings.schema),
                "what size it is shown pictures in"),
            Field(
                "endpoint", \.endpoint, .optional(.object(EndpointSettings.schema)),
                "the servers, for `endpoint`; the model and its settings, for `batch`"),
            Field(
                "batch", \.batch, .optional(.object(BatchSettings.schema)),
                "the files of requests and answers, for `batch`"),
            Field(
                "recorded", \.recorded, .optional(.object(RecordedSettings.schema)),
                "the files of rollouts, for `recorded`"),
        ],
        rules: [checkPatches, checkWidths, checkSize, checkKind])

    /// What the widths of an attention head and of hidden layers are multiples of: the numbers that
    /// the policy's kernels take at once.
    private static let laneCount = 8

    private static let checkPatches: ObjectSchema<PolicySettings>.Rule = {
        policy, path, decoding in
        if policy.imageSize % policy.patchSize != 0 {
            decoding.report(
                "`patch_size` is \(policy.patchSize); expected a divisor of `image_size`, "
                    + "which is \(policy.imageSize)",
                field: Wording.join(path, "patch_size"))
        } else if !policy.patchWords.isEmpty, policy.patchWords.count != policy.patchCount {
            decoding.report(
                "`patch_words` has \(policy.patchWords.count) words; expected one for each "
                    + "of the \(policy.patchCount) patches, or none",
                field: Wording.join(path, "patch_words"))
        }
    }

    private static let checkWidths: ObjectSchema<PolicySettings>.Rule = {
        policy, path, decoding in
        if policy.width % policy.heads != 0 {
            decoding.report(
                "`heads` is \(policy.heads); expected a divisor of `width`, which is "
                    + "\(policy.width)", field: Wording.join(path, "heads"))
        } else if policy.width / policy.heads % laneCount != 0 {
            let field = decoding.locations[Wording.join(path, "heads")] == nil ? "width" : "heads"
            decoding.report(
                "a head is `width` / `heads` = \(policy.width) / \(policy.heads) = "
                    + "\(policy.width / policy.heads) wide; expected a multiple of \(laneCount)",
                field: Wording.join(path, field),
                remedy: "for example `width: "
                    + "\(policy.heads * multiple(near: policy.width / policy.heads))`")
        }
        let widths = [("feed_forward", policy.feedForward), ("patch_width", policy.patchWidth)]
        for (name, width) in widths where width % laneCount != 0 {
            decoding.report(
                "`\(name)` is \(width); expected a multiple of \(laneCount)",
                field: Wording.join(path, name), remedy: "write `\(multiple(near: width))`")
        }
    }

    private static let checkSize: ObjectSchema<PolicySettings>.Rule = { policy, path, decoding in
        guard policy.parameterCount > maximumParameterCount else { return }
        decoding.report(
            "the policy has \(policy.parameterCount) parameters without its words; expected at most "
                + "\(maximumParameterCount)", field: path,
            remedy: "lower `width`, `layers`, `feed_forward`, `patch_width` or `patch_size`")
    }

    /// The multiple of `laneCount` next above a width.
    private static func multiple(near width: Int) -> Int {
        (width / laneCount + 1) * laneCount
    }
}

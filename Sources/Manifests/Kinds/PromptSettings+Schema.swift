import Records

extension PromptSettings {
    /// `policy.prompt`.
    static let schema = ObjectSchema(
        "how a policy that reads prompts is asked", initial: PromptSettings(),
        fields: [
            Field("system", \.system, .optional(.someText), "the system message"),
            Field(
                "template", \.template, .optional(.path),
                "the user's message: `plain`, `pebr`, `vision-sr1`, `describe-think-answer`, `boxed`, "
                    + "`answer-tag`, `choice`, or a file relative to the repository; without it, by "
                    + "the response format"),
            Field(
                "description", \.description, .optional(.path),
                "the template of a second pass, where a description stands for the pictures"),
            Field(
                "blind", \.blind, .optional(.path),
                "the template of a blind pass; without it, that of the first"),
        ])
}

extension PictureSizeSettings {
    /// `policy.picture_size`.
    static let schema = ObjectSchema(
        "what size a policy is shown pictures in", initial: PictureSizeSettings(),
        fields: [
            Field("rule", \.rule, .choice, "whose rule it is"),
            Field(
                "factor", \.factor, .integer(from: 1, to: 4096),
                "what the sides are multiples of under the rule `qwen`, in pixels"),
            Field(
                "min_pixels", \.minimumPixels, .optional(.integer(from: 1, to: 1 << 40)),
                "the least pixels; without it, the rule's own"),
            Field(
                "max_pixels", \.maximumPixels, .optional(.integer(from: 1, to: 1 << 40)),
                "the most pixels; without it, the rule's own"),
        ],
        rules: [
            { size, path, decoding in
                if size.rule == .unchanged, size.minimumPixels ?? size.maximumPixels != nil {
                    decoding.report(
                        "the rule `unchanged` has no limits", field: path,
                        remedy: "remove them, or write `rule: qwen` or `rule: easyr1`")
                }
                if let least = size.minimumPixels, let most = size.maximumPixels, least > most {
                    decoding.report(
                        "`min_pixels` is \(least), more than `max_pixels`, which is \(most)",
                        field: Wording.join(path, "min_pixels"))
                }
            }
        ])
}

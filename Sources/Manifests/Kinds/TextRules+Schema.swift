extension TextRules {
    /// The `text` key of a data set.
    static let schema = ObjectSchema(
        "what is checked of a row's texts", initial: TextRules(),
        fields: [
            Field(
                "max_question_bytes", \.maxQuestionBytes, .byteCount(from: 1, to: 64 << 20),
                "the most bytes of a question"),
            Field(
                "max_answer_bytes", \.maxAnswerBytes, .byteCount(from: 1, to: 64 << 20),
                "the most bytes of an answer, and of a choice"),
            Field(
                "max_target_bytes", \.maxTargetBytes, .byteCount(from: 1, to: 64 << 20),
                "the most bytes of a response that warm-up imitates"),
            Field(
                "max_images", \.maxImages, .integer(from: 1, to: 10_000),
                "the most pictures of a question"),
            Field(
                "min_question_characters", \.minQuestionCharacters, .integer(from: 1),
                "the fewest characters of a question that is not degenerate"),
            Field(
                "max_combining_marks", \.maxCombiningMarks, .integer(from: 1),
                "the most combining marks on one letter of a text that is not degenerate"),
            Field("degenerate", \.degenerate, .choice, "what follows from a degenerate text"),
            Field(
                "normalisation", \.normalisation, .choice,
                "what follows where a text is not in Unicode's composed form (NFC)"),
            Field(
                "control_characters", \.controlCharacters, .choice,
                "what follows from control characters; NUL is refused always"),
            Field(
                "invisible_characters", \.invisibleCharacters, .choice,
                "what follows from zero-width characters and marks of writing direction"),
            Field(
                "replacement_characters", \.replacementCharacters, .choice,
                "what follows from U+FFFD, which a wrong conversion leaves"),
            Field(
                "lookalikes", \.lookalikes, .choice,
                "what follows from characters of an answer that look like ASCII and are not"),
            Field(
                "answer_leak", \.answerLeak, .choice,
                "what follows where the question gives its answer away"),
            Field(
                "special_tokens", \.specialTokens, .object(SpecialTokens.schema),
                "tokens of chat templates in a text"),
            Field(
                "image_tags", \.imageTags, .object(ImageTags.schema),
                "`<image>` tags of a question that has pictures"),
            Field("answer", \.answer, .object(Answers.schema), "answers that are no texts"),
        ])
}

extension TextRules.SpecialTokens {
    fileprivate static let schema = ObjectSchema(
        "tokens of chat templates in a text", initial: TextRules.SpecialTokens(),
        fields: [
            Field("action", \.action, .choice, "what follows from one"),
            Field(
                "allow", \.allow, .list(of: .someText, isUnique: true),
                "tokens that are plain text in this data set"),
            Field(
                "also", \.also, .list(of: .someText, isUnique: true),
                "tokens beside those known"),
        ])
}

extension TextRules.ImageTags {
    fileprivate static let schema = ObjectSchema(
        "`<image>` tags of a question that has pictures", initial: TextRules.ImageTags(),
        fields: [
            Field("missing", \.missing, .choice, "what follows where there is no tag"),
            Field(
                "numbered", \.numbered, .choice,
                "what follows from tags with numbers, such as `<image1>`"),
        ])
}

extension TextRules.Answers {
    fileprivate static let schema = ObjectSchema(
        "answers that are no texts", initial: TextRules.Answers(),
        fields: [
            Field("lists", \.lists, .choice, "what becomes of a list of several answers"),
            Field(
                "separator", \.separator, .text,
                "what stands between the answers of a list that is joined"),
            Field("booleans", \.booleans, .choice, "what becomes of a truth value"),
        ])
}

extension DuplicateRules {
    /// The `duplicates` key of a data set.
    static let schema = ObjectSchema(
        "which rows are duplicates of another, and what follows", initial: DuplicateRules(),
        fields: [
            Field(
                "exact", \.exact, .choice,
                "what follows for a row with the pictures, question and answer of another"),
            Field(
                "conflicting_answers", \.conflictingAnswers, .choice,
                "what follows for a row with the pictures and question of another, and another "
                    + "answer"),
            Field(
                "across_datasets", \.acrossDatasets, .bool,
                "whether rows of other data sets count, in splits of the same name"),
            Field(
                "near_pictures", \.nearPictures, .optional(.object(NearPictures.schema)),
                "rows whose pictures look alike; without it, they are not looked for"),
            Field(
                "near_text", \.nearText, .optional(.object(NearText.schema)),
                "rows whose questions read alike; without it, they are not looked for"),
        ])
}

extension DuplicateRules.NearPictures {
    fileprivate static let schema = ObjectSchema(
        "rows whose pictures look alike", initial: DuplicateRules.NearPictures(),
        fields: [
            Field(
                "radius", \.radius, .integer(from: 0, to: 16),
                "the most bits in which the perceptual hashes of two pictures differ"),
            Field(
                "equal", \.equal, .list(of: .choice, isUnique: true),
                "what else a duplicate has in common"),
            Field("action", \.action, .choice, "what follows"),
        ])
}

extension DuplicateRules.NearText {
    fileprivate static let schema = ObjectSchema(
        "rows whose questions read alike", initial: DuplicateRules.NearText(),
        fields: [
            Field(
                "threshold", \.threshold, .real(from: 0.3, to: 1),
                "the least part of all shingles that two questions have in common"),
            Field(
                "shingle", \.shingle, .integer(from: 1, to: 32), "how many units a shingle has"),
            Field("unit", \.unit, .choice, "what a shingle is made of"),
            Field(
                "equal", \.equal, .list(of: .choice, isUnique: true),
                "what else a duplicate has in common"),
            Field("action", \.action, .choice, "what follows"),
        ])
}

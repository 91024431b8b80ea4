extension LeakageRules {
    /// The `leakage` key of a data set.
    static let schema = ObjectSchema(
        "which rows give away what a held-out split or a benchmark asks, and what follows",
        initial: LeakageRules(),
        fields: [
            Field(
                "across_splits", \.acrossSplits, .choice,
                "what follows for a row that another split shares"),
            Field(
                "held_out", \.heldOut, .list(of: .someText, isUnique: true),
                "the splits that accuracies are measured on: nothing is dropped from them"),
            Field("match", \.match, .choice, "what two rows must share"),
            Field(
                "near_radius", \.nearRadius, .optional(.integer(from: 0, to: 16)),
                "the most bits in which the perceptual hashes of two pictures differ that count "
                    + "as one; without it, only equal files do"),
            Field(
                "decontaminate", \.decontaminate, .list(of: .name, isUnique: true),
                "data sets whose rows are dropped from all splits that are not held out"),
        ])
}

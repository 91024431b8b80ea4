import Records

/// Answers that are the same text after trimming, case folding and joining runs of white space.
enum ExactEquivalence {
    static func verdict(given: String, gold: String) -> Verdict {
        folded(given) == folded(gold) ? .right : .wrong
    }

    /// The text that is compared.
    private static func folded(_ text: String) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

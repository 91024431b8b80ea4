import Records

extension ShapeItem {
    /// The item as a question, without its picture.
    func question(source: String, split: String) -> Question {
        Question(
            id: id, source: source, split: split, capability: family.capability,
            text: question.text, answer: label, keywords: keywords, target: target,
            textOnlyTarget: textOnlyTarget, extra: extra)
    }
}

/// One image-question record.
public struct Question: Sendable, Hashable {
    /// Unique in a data set: the source's own id, or one made from split and row.
    public var id: String
    /// The data set it came from.
    public var source: String
    /// The split it belongs to, such as `train` or `test`.
    public var split: String
    /// What it asks of a policy.
    public var capability: Capability
    /// The question's text.
    public var text: String
    /// The gold answer.
    public var answer: String
    /// The options of a multiple-choice question; empty otherwise.
    public var choices: [String]
    /// What a description of the pictures should mention; empty if the source has none.
    public var keywords: [String]
    /// The response that warm-up imitates, where the source has one.
    public var target: String?
    /// A response that warm-up imitates without seeing the picture: a complete description, which is
    /// given, and what follows from it.
    public var textOnlyTarget: String?
    /// Every other field of the source: its name and its JSON text, byte for byte, in source order.
    public var extra: [ExtraField]
    /// The pictures, in order.
    public var pictures: [Picture]

    /// A field of the source that the mapping does not name.
    public struct ExtraField: Sendable, Hashable {
        /// The field's name.
        public var name: String
        /// The field's value as JSON text, exactly as the source wrote it.
        public var json: String

        /// A field and its JSON text.
        public init(name: String, json: String) {
            self.name = name
            self.json = json
        }
    }
}

extension Question {
    /// A question with its facts.
    public init(
        id: String, source: String, split: String, capability: Capability, text: String,
        answer: String, choices: [String] = [], keywords: [String] = [], target: String? = nil,
        textOnlyTarget: String? = nil, pictures: [Picture] = [], extra: [ExtraField] = []
    ) {
        // An initialiser that sets one property after another makes a copy of them all in the end:
        // some 500 of the 13,000 instructions that a row of JSON Lines costs. The implicit one does
        // not; its last two parameters are the other way round.
        self.init(
            id: id, source: source, split: split, capability: capability, text: text,
            answer: answer, choices: choices, keywords: keywords, target: target,
            textOnlyTarget: textOnlyTarget, extra: extra, pictures: pictures)
    }
}

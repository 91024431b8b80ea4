/// What a template's places are filled with.
public struct PromptMaterial: Sendable, Hashable {
    /// The question's text.
    public var question: String
    /// The question's options, in the order of their letters.
    public var choices: [String]
    /// A description of the pictures that stands for them; empty where the pictures are shown.
    public var description: String
    /// How many pictures are shown.
    public var pictureCount: Int

    /// What a template is filled with.
    public init(
        question: String, choices: [String] = [], description: String = "", pictureCount: Int
    ) {
        self.question = question
        self.choices = choices
        self.description = description
        self.pictureCount = pictureCount
    }
}

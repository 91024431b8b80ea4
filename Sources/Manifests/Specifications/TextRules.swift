/// What is checked of a row's texts, and what follows: the `text` key of a data set.
public struct TextRules: Sendable, Hashable {
    /// What follows from something doubtful in a text.
    public enum Action: String, Sendable, Hashable, CaseIterable {
        /// Nothing.
        case ignore
        /// The row is kept and the report counts it.
        case warn
        /// The row is refused.
        case reject
    }

    /// What follows where a text is not in Unicode's composed form (NFC).
    public enum Normalisation: String, Sendable, Hashable, CaseIterable {
        /// The text stays as it is, and the report counts it.
        case keep
        /// The text is composed, and the report counts it.
        case normalise
    }

    /// What follows where an answer holds characters that look like ASCII and are not.
    public enum Lookalikes: String, Sendable, Hashable, CaseIterable {
        /// Nothing.
        case ignore
        /// The row is kept and the report counts it.
        case warn
        /// They are replaced by the ASCII they look like, and the report counts it.
        case normalise
        /// The row is refused.
        case reject
    }

    /// Tokens of chat templates in a text.
    public struct SpecialTokens: Sendable, Hashable {
        /// What follows from one.
        public var action = Action.reject
        /// Tokens that are plain text in this data set.
        public var allow: [String] = []
        /// Tokens beside those known.
        public var also: [String] = []

        /// The defaults.
        public init() {}
    }

    /// `<image>` tags of a question that has pictures.
    public struct ImageTags: Sendable, Hashable {
        /// What follows where there is no tag.
        public enum Missing: String, Sendable, Hashable, CaseIterable {
            /// The question stays as it is, and the report counts it.
            case keep
            /// The tags are put before the question, and the report counts it.
            case prepend
            /// The row is refused.
            case reject
        }

        /// What follows from tags with numbers, such as `<image1>` or `<image 1>`.
        public enum Numbered: String, Sendable, Hashable, CaseIterable {
            /// They are text, and the report counts it.
            case keep
            /// The first of each number becomes `<image>`, later ones `image 1`, and the report
            /// counts it; where the numbers do not come in order and fit the pictures, the row is
            /// refused.
            case replace
            /// The row is refused.
            case reject
        }

        /// What follows where there is no tag.
        public var missing = Missing.keep
        /// What follows from tags with numbers.
        public var numbered = Numbered.keep

        /// The defaults.
        public init() {}
    }

    /// Answers that are no texts.
    public struct Answers: Sendable, Hashable {
        /// What becomes of a list of several answers. A list of one is that one.
        public enum Lists: String, Sendable, Hashable, CaseIterable {
            /// The first is the answer.
            case first
            /// All of them are, with the separator between.
            case join
            /// The row is refused.
            case reject
        }

        /// What becomes of a truth value.
        public enum Booleans: String, Sendable, Hashable, CaseIterable {
            /// `true` and `false`.
            case keep
            /// `Yes` and `No`.
            case yesNo = "yes_no"
        }

        /// What becomes of a list of several answers.
        public var lists = Lists.reject
        /// What stands between the answers of a list that is joined.
        public var separator = ", "
        /// What becomes of a truth value.
        public var booleans = Booleans.keep

        /// The defaults.
        public init() {}
    }

    /// The most bytes of a question: over any prompt.
    public var maxQuestionBytes = 64 << 10
    /// The most bytes of an answer, and of a choice: over any response.
    public var maxAnswerBytes = 16 << 10
    /// The most bytes of a response that warm-up imitates.
    public var maxTargetBytes = 256 << 10
    /// The most pictures of a question.
    public var maxImages = 64
    /// The fewest characters of a question that is not degenerate, blanks and tags left out.
    public var minQuestionCharacters = 2
    /// The most combining marks on one letter of a text that is not degenerate.
    public var maxCombiningMarks = 8
    /// What follows from a degenerate text.
    public var degenerate = Action.warn
    /// What follows where a text is not composed.
    public var normalisation = Normalisation.keep
    /// What follows from control characters, escapes for a terminal among them. NUL is refused always.
    public var controlCharacters = Action.warn
    /// What follows from characters without a shape: marks of writing direction, zero-width ones, a
    /// byte order mark inside a text.
    public var invisibleCharacters = Action.warn
    /// What follows from the replacement character U+FFFD, which a wrong conversion leaves.
    public var replacementCharacters = Action.warn
    /// What follows from characters of an answer that look like ASCII.
    public var lookalikes = Lookalikes.warn
    /// What follows where the question gives its answer away.
    public var answerLeak = Action.warn
    /// Tokens of chat templates.
    public var specialTokens = SpecialTokens()
    /// `<image>` tags.
    public var imageTags = ImageTags()
    /// Answers that are no texts.
    public var answer = Answers()

    /// The defaults.
    public init() {}
}

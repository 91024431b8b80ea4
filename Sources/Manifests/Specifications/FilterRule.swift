/// One of a data set's `filters`: a condition on rows, and what it decides.
public struct FilterRule: Sendable, Hashable {
    /// What the condition is on.
    public enum Subject: Sendable, Hashable {
        /// The values at a path in the source's row.
        case field(FieldPath)
        /// A column of the question that the row became.
        case column(Column)
        /// A number that is measured.
        case measure(Measure)
    }

    /// A column of a question.
    public enum Column: String, Sendable, Hashable, CaseIterable {
        /// Its id.
        case id
        /// Its split.
        case split
        /// What it asks of a policy.
        case capability
        /// Its text.
        case question
        /// The gold answer.
        case answer
        /// The options, each by itself.
        case choices
        /// What a description should mention, each by itself.
        case keywords
        /// The response that warm-up imitates.
        case target
        /// The response that warm-up imitates without the picture.
        case textOnlyTarget = "text_only_target"
    }

    /// A number that is measured of a question. Each picture has measures of its own.
    public enum Measure: String, Sendable, Hashable, CaseIterable {
        /// A picture's width in pixels.
        case pictureWidth = "picture.width"
        /// A picture's height in pixels.
        case pictureHeight = "picture.height"
        /// A picture's shorter side in pixels.
        case pictureSide = "picture.side"
        /// The ratio of a picture's longer side to its shorter one.
        case pictureAspect = "picture.aspect"
        /// The bytes of a picture's file.
        case pictureBytes = "picture.bytes"
        /// How many pictures there are.
        case pictureCount = "pictures.count"
        /// The question's length in Unicode scalars.
        case questionLength = "question.length"
        /// The answer's length in Unicode scalars.
        case answerLength = "answer.length"
    }

    /// What must hold of a value. A number or a truth value of the source is the text it was written
    /// as.
    public enum Condition: Sendable, Hashable {
        /// This text lies in it.
        case contains(String)
        /// This regular expression, in Swift's syntax and checked, matches some part of it.
        case matches(String)
        /// It is this text.
        case equals(String)
        /// It is one of these texts.
        case oneOf([String])
        /// It is a number in these bounds, which are included.
        case range(minimum: Double?, maximum: Double?)
        /// There is no value (`true`), or there is one (`false`). `null` is none.
        case missing(Bool)
    }

    /// What the condition decides.
    public enum Action: String, Sendable, Hashable, CaseIterable {
        /// Rows for which it holds are dropped.
        case drop
        /// Rows for which it does not hold are dropped.
        case keep
    }

    /// Of how many values it must hold, where there are several. It never holds of none, except
    /// `missing`.
    public enum Quantifier: String, Sendable, Hashable, CaseIterable {
        /// One is enough.
        case any
        /// All.
        case all
    }

    /// The rule's name, unique in its data set; rejects say `filter:NAME`.
    public var name: String
    /// What the condition is on.
    public var subject: Subject
    /// What must hold.
    public var condition: Condition
    /// Whether upper and lower case are the same.
    public var ignoresCase: Bool
    /// What the condition decides.
    public var action: Action
    /// Of how many values it must hold: by default any to drop, all to keep.
    public var quantifier: Quantifier

    /// A rule.
    public init(
        name: String, subject: Subject, condition: Condition, ignoresCase: Bool = false,
        action: Action = .drop, quantifier: Quantifier? = nil
    ) {
        self.name = name
        self.subject = subject
        self.condition = condition
        self.ignoresCase = ignoresCase
        self.action = action
        self.quantifier = quantifier ?? (action == .drop ? .any : .all)
    }
}

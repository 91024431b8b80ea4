import Grading
public import Records

/// Which descriptions may earn the reward of a second pass, that answers from them alone.
///
/// Vision-SR1's released code takes a response without tags for its own description, answer and all,
/// and looks at nothing: the answer itself then earns what the description should. Here a response
/// without a closed description has none, and one that gives the answer away has a leak; neither is
/// read, and both earn 0.
public struct DescriptionRule: Sendable, Hashable {
    /// What gives the answer away.
    public enum Leak: String, Sendable, Hashable, CaseIterable {
        /// The description holds a mark of an answer (a box, an answer's tag, words such as "the
        /// answer is") or another section's tag.
        case markup
        /// As `markup`, or its last words are the gold answer although none of the question's
        /// keywords holds them. A description of three apples may end in "three" all the same: this
        /// is for questions whose keywords name all that a description has to say, and it does not
        /// hold where a question has none.
        case ending
    }

    /// Why a description is not read.
    public enum Flaw: Sendable, Hashable {
        /// There is none: it is not closed, or empty.
        case missing
        /// It gives the answer away.
        case leak
    }

    /// What counts as a leak.
    public var leak: Leak

    /// A rule.
    public init(_ leak: Leak = .markup) { self.leak = leak }

    /// What is wrong with a response's description; nothing if it may be read.
    public func flaw(in description: String?, of question: Question) -> Flaw? {
        guard let description, description.contains(where: { !$0.isWhitespace }) else {
            return .missing
        }
        if AnswerMention.isMarked(in: description) { return .leak }
        guard leak == .ending, !question.keywords.isEmpty,
            AnswerMention.isLast(in: description, gold: question.answer, choices: question.choices)
        else { return nil }
        let mayBeSaid = question.keywords.contains {
            AnswerMention.isHeld(by: $0, gold: question.answer, choices: question.choices)
        }
        return mayBeSaid ? nil : .leak
    }
}

import Grading
import Records
import Rewards

/// What the policy answered from a response's description alone, and what the description is worth by
/// that: `DescriptionReader`'s rules, for answers that a trainer's own second pass drew.
struct DescriptionAnswer {
    /// Why the answer counts for nothing; nothing if it counts.
    private(set) var flaw: DescriptionRule.Flaw?
    /// Whether it is right.
    private(set) var isRight = false
    /// Whether description and answer together are laid out as asked.
    private(set) var isWellFormed = false

    /// - Parameters:
    ///   - answer: what was answered.
    ///   - response: the response whose description was given.
    ///   - question: the question.
    ///   - grader: finds the description, and grades the answer.
    ///   - rule: which descriptions may earn something.
    init(
        _ answer: String, to response: ResponseText, _ question: Question, grader: Grader,
        rule: DescriptionRule
    ) {
        let format = grader.format
        let description = format.parse(
            response.text, finished: response.isFinished
        ).description
        flaw = rule.flaw(in: description, of: question)
        // Vision-SR1's fork gives the first of several descriptions, and without one the whole response.
        if flaw == nil, !DescriptionAnswer.isOnly(in: response.text, format) { flaw = .leak }
        guard flaw == nil, let beginning = description.flatMap(format.beginning(with:)) else {
            return
        }
        let whole = "\(beginning) \(answer)"
        isRight =
            grader.grade(
                whole, finishReason: .stop, gold: question.answer, choices: question.choices
            ).verdict == .right
        isWellFormed = format.parse(whole, finished: true).isWellFormed
    }

    /// Whether a response has the marks of one description.
    private static func isOnly(in response: String, _ format: ResponseFormat) -> Bool {
        guard let start = format.descriptionStart, let end = format.descriptionEnd else {
            return false
        }
        return [start, end].allSatisfy { mark in
            response.utf8.split(separator: mark.utf8, omittingEmptySubsequences: false).count == 2
        }
    }
}

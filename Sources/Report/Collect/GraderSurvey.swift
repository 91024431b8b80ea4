import Grading
import Records
import Sampling

/// What the tool's graders say of the same answers.
struct GraderSurvey {
    /// How another grader's words relate to the stored ones.
    struct Tally {
        var compared = 0
        var rightToNot = 0
        var notToRight = 0
        var questionsChanged = 0
    }

    /// An answer that graders judge otherwise.
    struct Example {
        var question: String
        var gold: String
        var answer: String
        var stored: Verdict
        var others: [Verdict]
    }

    private struct Pair: Hashable {
        var given: [UInt8]
        var gold: [UInt8]
        var choices: [[UInt8]]
    }

    static let graders = Equivalence.all
    /// So many different pairs of answers are graded again.
    static let mostPairs = 50_000
    private static let mostExamples = 25

    private(set) var tallies = [Tally](repeating: Tally(), count: graders.count)
    private(set) var examples: [Example] = []
    private(set) var storedGraders = OrderedCounts()
    /// Answers that were not graded again, since there are too many different ones.
    private(set) var leftOut = 0
    private var known: [Pair: [Verdict]] = [:]

    /// Takes a question's answers in.
    mutating func add(_ draws: QuestionDraws) {
        var changed = [Bool](repeating: false, count: tallies.count)
        var shown = false
        for rollout in draws.answers {
            storedGraders.add(rollout.grader)
            guard let answer = rollout.answer,
                rollout.verdict == .right || rollout.verdict == .wrong
            else { continue }
            guard let verdicts = verdicts(answer, draws.question) else {
                leftOut += 1
                continue
            }
            var differs = false
            for (place, verdict) in verdicts.enumerated() {
                tallies[place].compared += 1
                guard (verdict == .right) != (rollout.verdict == .right) else { continue }
                differs = true
                changed[place] = true
                if verdict == .right {
                    tallies[place].notToRight += 1
                } else {
                    tallies[place].rightToNot += 1
                }
            }
            if differs, !shown, examples.count < GraderSurvey.mostExamples {
                shown = true
                examples.append(
                    Example(
                        question: draws.question.id, gold: draws.question.answer, answer: answer,
                        stored: rollout.verdict, others: verdicts))
            }
        }
        for place in tallies.indices where changed[place] { tallies[place].questionsChanged += 1 }
    }

    private mutating func verdicts(_ answer: String, _ question: Question) -> [Verdict]? {
        let pair = Pair(
            given: Array(answer.utf8), gold: Array(question.answer.utf8),
            choices: question.choices.map { Array($0.utf8) })
        if let verdicts = known[pair] { return verdicts }
        guard known.count < GraderSurvey.mostPairs else { return nil }
        let verdicts = GraderSurvey.graders.map {
            $0.verdict(given: answer, gold: question.answer, choices: question.choices)
        }
        known[pair] = verdicts
        return verdicts
    }
}

public import Records
import Storage

/// Recorded rollouts, of one unit.
public struct RecordedSource: PolicySource {
    private let rollouts: RecordedRollouts
    private let places: [[UInt8]: Int]

    /// Rollouts of questions, which are those of the rollouts in their order.
    public init(rollouts: RecordedRollouts, questions: [Question]) {
        self.rollouts = rollouts
        var places: [[UInt8]: Int] = [:]
        for (place, question) in questions.enumerated() { places[Array(question.id.utf8)] = place }
        self.places = places
    }

    /// All questions can be asked.
    public func sort(_ questions: [Question], asked: Int) -> PolicyQuestions {
        var rejects = RejectTable(stage: PolicyQuestions.rolloutStage)
        for question in questions.dropFirst(asked) {
            rejects.add(question, reason: "beyond_limit", detail: "`limit` leaves it out")
        }
        return PolicyQuestions(usable: Array(questions.prefix(asked)), rejects: rejects)
    }

    /// Nobody reads it.
    public func prompt(
        _ question: Question, _ kind: RolloutKind, parent: Int?, description: String?
    ) -> DrawPrompt {
        DrawPrompt(
            question: question, kind: kind, parent: parent, description: description, system: nil,
            user: [])
    }

    /// A policy that gives what was drawn before.
    ///
    /// - Throws: a `Fault` where a prompt is of another question.
    public func policy(for prompts: [DrawPrompt]) throws(Fault) -> any Policy {
        var asked: [(question: Int, kind: RolloutKind)] = []
        for prompt in prompts {
            guard let place = places[Array(prompt.question.id.utf8)] else {
                throw Fault(
                    .internalError, "`\(prompt.question.id)` is no question of the stage")
            }
            asked.append((place, prompt.kind))
        }
        return RecordedPolicy(rollouts, prompts: asked)
    }
}

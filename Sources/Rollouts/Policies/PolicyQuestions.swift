public import Model
public import Records
public import Storage

/// Questions sorted into those that the embedded policy can be asked and those that it cannot.
public struct PolicyQuestions: Sendable {
    /// Questions with one picture and a prompt that fits.
    public private(set) var usable: [Question] = []
    /// The others, with reasons.
    public private(set) var rejects: RejectTable

    /// Questions that were sorted already.
    public init(usable: [Question], rejects: RejectTable) {
        self.usable = usable
        self.rejects = rejects
    }

    /// Sorts questions.
    ///
    /// - Parameters:
    ///   - questions: in their order; those behind the first `asked` are set aside.
    ///   - asked: how many of the questions are asked at all; nothing for all of them.
    ///   - model: the policy, which looks at one picture and whose prompt has to hold the text.
    ///   - stage: the kind of stage that asks.
    public init(_ questions: [Question], asked: Int? = nil, model: PolicyModel, stage: String) {
        rejects = RejectTable(stage: stage)
        for (row, question) in questions.enumerated() {
            if row >= asked ?? .max {
                rejects.add(question, reason: "beyond_limit", detail: "`limit` leaves it out")
            } else if question.pictures.count != 1 {
                rejects.add(
                    question, reason: "picture_count",
                    detail: "\(question.pictures.count) pictures; the embedded policy looks at one")
            } else if model.promptTokens(question.text, withPicture: true) == nil {
                let count = Vocabulary.words(of: question.text).count
                let room = model.configuration.questionTokens - 1
                rejects.add(
                    question, reason: "question_too_long",
                    detail: "\(count) words; the prompt has room for \(room)")
            } else {
                usable.append(question)
            }
        }
    }

    /// The kind of stage that asks policies for rollouts.
    static let rolloutStage = "rollout"

    /// The sum, with reasons counted.
    public var accounting: Accounting { rejects.accounting(outputs: usable.count) }
}

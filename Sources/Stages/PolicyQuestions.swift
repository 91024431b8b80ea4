import Manifests
import Model
import Records

/// Questions sorted into those that the embedded policy can be asked and those that it cannot.
struct PolicyQuestions {
    /// Questions with one picture and a prompt that fits.
    private(set) var usable: [Question] = []
    /// The others, with reasons.
    private(set) var rejects: RejectTable

    /// Questions that were sorted already.
    init(usable: [Question], rejects: RejectTable) {
        self.usable = usable
        self.rejects = rejects
    }

    /// - Parameters:
    ///   - asked: how many of the questions are asked at all; nothing for all of them.
    ///   - stage: the kind of stage that asks.
    init(_ questions: [Question], asked: Int? = nil, model: PolicyModel, stage: StageKind) {
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

    /// The sum, with reasons counted.
    var accounting: Accounting { rejects.accounting(outputs: usable.count) }
}

import Model
import Records

/// Questions sorted into those that the embedded policy can be asked and those that it cannot.
struct PolicyQuestions {
    /// Questions with one picture and a prompt that fits.
    private(set) var usable: [Question] = []
    /// The others, with reasons.
    private(set) var rejects: [Reject] = []

    init(_ questions: [Question], model: PolicyModel) throws(Fault) {
        for (row, question) in questions.enumerated() {
            if question.pictures.count != 1 {
                reject(
                    question, row, "picture_count",
                    "\(question.pictures.count) pictures; the embedded policy looks at one")
            } else if model.promptTokens(question.text, withPicture: true) == nil {
                let count = Vocabulary.words(of: question.text).count
                reject(
                    question, row, "question_too_long",
                    "\(count) words; the prompt has room for "
                        + "\(model.configuration.questionTokens - 1)")
            } else {
                usable.append(question)
            }
        }
    }

    private mutating func reject(
        _ question: Question, _ row: Int, _ reason: String, _ detail: String
    ) {
        rejects.append(
            Reject(
                source: question.source, file: "questions.jsonl", row: row, id: question.id,
                reason: reason, detail: detail))
    }

    /// The sum, with reasons counted.
    var accounting: Accounting {
        Accounting(
            inputs: usable.count + rejects.count, outputs: usable.count,
            rejects: Dictionary(grouping: rejects, by: \.reason).mapValues(\.count))
    }
}

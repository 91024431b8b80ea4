public import Grading
public import Records

extension Grader {
    /// Grades a response. A recorded verdict stands where the text is not there to be graded.
    public func grade(_ response: PolicyResponse, of question: Question) -> GradedResponse {
        var graded = grade(
            response.text, finishReason: response.finishReason, gold: question.answer,
            choices: question.choices)
        if let verdict = response.verdict { graded = GradedResponse(answer: nil, verdict: verdict) }
        return graded
    }
}

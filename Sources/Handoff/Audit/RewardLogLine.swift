import Records
import Storage

/// A line of `rewards.jsonl`, the log of a run folder.
enum RewardLogLine: Sendable, Hashable {
    /// A response that was scored.
    case response(Response)
    /// The trainer went on from the checkpoint of this step: what it had drawn since is lost.
    case resumed(step: Int)

    /// A response that was scored.
    struct Response: Sendable, Hashable {
        /// The steps that the trainer had made; nothing where it does not tell its reward function.
        var step: Int?
        /// The question's id.
        var question: String
        /// The reward.
        var score: Double
        /// The grader's word.
        var verdict: Verdict

        /// A response with its facts.
        init(step: Int?, question: String, score: Double, verdict: Verdict) {
            self.step = step
            self.question = question
            self.score = score
            self.verdict = verdict
        }

        /// The line, as `reward.py` writes it as well.
        var json: JSONValue {
            [
                "step": step.map { .integer($0) } ?? .null, "qid": .string(question),
                "score": .real(score), "verdict": .string(verdict.rawValue),
            ]
        }
    }

    /// Reads a line.
    ///
    /// - Throws: a `Fault` where it is no such line: one was torn, or somebody else wrote it.
    init(_ line: [UInt8], file: String) throws(Fault) {
        let json = try JSONReader.parse(line, file: file)
        if let step = try json.optionalColumn("resumed", \.integerValue) {
            self = .resumed(step: step)
            return
        }
        self = .response(
            Response(
                step: try json.optionalColumn("step", \.integerValue),
                question: try json.column("qid", \.stringValue),
                score: try json.column("score", \.realValue),
                verdict: try json.column("verdict") {
                    $0.stringValue.flatMap { Verdict(rawValue: $0) }
                }))
    }
}

import Records

/// What wrote a file of rollouts.
public enum RecordedFormat: String, Sendable, Hashable, CaseIterable {
    /// PeBR-R1's `rollout_results.jsonl` (`_rollout_outputs`): a row each with `qid`, `response` and
    /// `score.accuracy`. Responses over 100 characters are cut in the middle, so the recorded
    /// verdict stands.
    case pebr
    /// Rollout dumps of verl and EasyR1 (`trainer.rollout_data_dir`): a file for each training step,
    /// a row each with `input`, `output` and `gts`. There is no id: the question is found by its text.
    case verl
    /// A `rollouts` table of this program.
    case pipeline

    /// A row of such a file, or a fault that says what it lacks.
    func row(_ json: JSONValue) -> Result<RecordedRow, Fault> {
        Result { () throws(Fault) -> RecordedRow in
            switch self {
            case .pebr: try RecordedFormat.pebr(json)
            case .verl: try RecordedFormat.verl(json)
            case .pipeline: try RecordedFormat.own(json)
            }
        }
    }

    private static func pebr(_ json: JSONValue) throws(Fault) -> RecordedRow {
        let accuracy = try json.column("score") { $0["accuracy"]?.realValue }
        return RecordedRow(
            question: .id(try json.column("qid", identifier)),
            response: PolicyResponse(
                text: try json.column("response", \.stringValue), tokenCount: nil,
                finishReason: .stop, verdict: accuracy == 1 ? .right : .wrong))
    }

    private static func verl(_ json: JSONValue) throws(Fault) -> RecordedRow {
        let response = PolicyResponse(
            text: try json.column("output", \.stringValue), tokenCount: nil, finishReason: .stop)
        let ids = ["qid", "question_id", "uid_of_question"]
        if let id = ids.lazy.compactMap({ json[$0].flatMap(identifier) }).first {
            return RecordedRow(
                question: .id(id), response: response, step: json["step"]?.integerValue)
        }
        return RecordedRow(
            question: .text(
                prompt: try json.column("input", \.stringValue), answer: json["gts"]?.stringValue),
            response: response, step: json["step"]?.integerValue)
    }

    private static func own(_ json: JSONValue) throws(Fault) -> RecordedRow {
        let rollout = try Rollout(json: json)
        return RecordedRow(
            question: .id(rollout.question), kind: rollout.kind,
            draw: .init(parent: rollout.parent, number: rollout.draw),
            response: PolicyResponse(
                text: rollout.response,
                tokenCount: rollout.tokenCount.flatMap {
                    ChatResponse.tokenCounts ~= $0 ? $0 : nil
                },
                finishReason: rollout.finishReason, seed: rollout.seed, seconds: rollout.seconds,
                verdict: rollout.grader == Rollout.recordedGrader ? rollout.verdict : nil),
            provenance: rollout.provenance)
    }

    /// An id as ingest renders it: a text, or a whole number.
    private static func identifier(_ json: JSONValue) -> String? {
        json.stringValue ?? json.integerValue.map { "\($0)" }
    }
}

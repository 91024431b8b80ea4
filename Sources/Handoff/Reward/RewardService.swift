public import Records
import Rewards
import Storage

/// Answers what OpenRLHF posts to the URL of a reward (`openrlhf/utils/agent.py`): whole texts, their
/// prompts and labels become rewards, and lines in the log of what was trained.
public struct RewardService: Sendable {
    /// An answer: a status of HTTP, and the body.
    public struct Answer: Sendable, Hashable {
        /// 200; 400 where the request is wrong, 405 for another method, 500 where the log is.
        public var status: Int
        /// `rewards`, `scores` and `extra_logs`, or `error`.
        public var json: JSONValue
    }

    private let scoring: ResponseScoring
    private let log: RewardLog

    /// The service of a phase.
    ///
    /// - Parameters:
    ///   - folder: the exported phase.
    ///   - log: the file that gets a line for each response.
    /// - Throws: a `Fault` where the folder is none, or its reward wants more than a request tells.
    public init(phase folder: String, log: String) throws(Fault) {
        let path = "\(try ExportedPhase(folder: folder).folder)/reward.json"
        try self.init(RewardFile(json: try JSONReader.parse(file: path)), log: log)
    }

    init(_ reward: RewardFile, log: String) throws(Fault) {
        guard !reward.needsPictures else {
            throw Fault(
                .badInput, "`alignment` is scored, and this server asks no server of embeddings",
                remedy: "leave PIPELINE_REWARD_URL out: reward.py asks it")
        }
        scoring = try ResponseScoring(reward, folder: ".")
        guard !scoring.wantsTokenCounts else {
            throw Fault(
                .badInput, "`length` is scored, and OpenRLHF does not tell how long a response is",
                remedy: "export the phase for OpenRLHF, with a reward without `length`")
        }
        guard !scoring.hasSecondPass else {
            throw Fault(
                .badInput,
                "`description` is scored, and OpenRLHF draws no answers from descriptions",
                remedy: "export the phase for OpenRLHF, with a reward without `description`")
        }
        self.log = RewardLog(path: log)
    }

    /// The answer to a request. Nothing is scored where a row is wrong, and nothing is answered that is
    /// not in the log.
    public func answer(method: String, body: [UInt8]) -> Answer {
        guard method == "POST" else {
            return Answer(status: 405, json: ["error": "expected POST"])
        }
        // Whose fault it is tells the status: the request's until it is scored, ours then.
        var status = 400
        do throws(Fault) {
            let (rewards, lines) = try score(JSONReader.parse(body, file: "the body"))
            status = 500
            try log.append(lines)
            return Answer(status: 200, json: RewardService.json(rewards))
        } catch {
            let remedy = error.remedy.map { "; \($0)" } ?? ""
            return Answer(
                status: status, json: ["error": .string(error.description + remedy)])
        }
    }

    private func score(
        _ request: JSONValue
    ) throws(Fault) -> (rewards: [Reward], lines: [RewardLogLine.Response]) {
        let queries = try request.column("query", \.strings)
        let prompts = try request.column("prompts", \.strings)
        let labels = try request.column("labels", \.strings)
        guard prompts.count == queries.count, labels.count == queries.count else {
            throw Fault(
                .badInput,
                "expected as many of each, and there are \(queries.count) of `query`, "
                    + "\(prompts.count) of `prompts` and \(labels.count) of `labels`")
        }
        var rewards: [Reward] = []
        var lines: [RewardLogLine.Response] = []
        for row in queries.indices {
            do throws(Fault) {
                let label = try RewardService.label(labels[row])
                let response = try ResponseText(query: queries[row], prompt: prompts[row])
                let (reward, verdict) = try scoring.score(
                    response, tokenCount: nil, question: label.question)
                rewards.append(reward)
                guard !label.isValidation else { continue }
                lines.append(
                    .init(
                        step: nil, question: label.question.id, score: reward.total,
                        verdict: verdict))
            } catch {
                var fault = error
                fault.message = "row \(row + 1): \(fault.message)"
                throw fault
            }
        }
        return (rewards, lines)
    }

    private static func label(_ text: String) throws(Fault) -> AnswerLabel {
        do throws(Fault) {
            return try AnswerLabel(text: text)
        } catch {
            throw Fault(
                .badInput, "the label is none that an `export` stage wrote",
                remedy: "train on its data.jsonl, with `label` as the key of labels",
                cause: error.description)
        }
    }

    private static func json(_ rewards: [Reward]) -> JSONValue {
        let totals = JSONValue.array(rewards.map { .real($0.total) })
        let parts = RewardComponent.allCases.filter { rewards.first?.components[$0] != nil }
        let logs = parts.map { part in
            JSONValue.Member(
                part.rawValue, .array(rewards.compactMap { $0.components[part] }.map { .real($0) }))
        }
        return ["rewards": totals, "scores": totals, "extra_logs": .object(logs)]
    }
}

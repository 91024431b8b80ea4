import Grading
import Model
import Records
import Rewards
import Training

/// Lets a policy's descriptions be answered from without the picture, and holds them against the
/// keywords.
struct DescriptionEvaluation: Sendable {
    /// Who answers from descriptions: `self` for the policy itself, or a stage.
    let name: String
    let model: PolicyModel
    let grader: Grader
    let rule: DescriptionRule
    let lexicon: KeywordLexicon
    let seed: Seed

    /// Descriptions that are read in one go. Part of the behaviour, as for `EmbeddedSampler`.
    private static let batch = 128

    /// What became of each rollout's description.
    ///
    /// - Parameters:
    ///   - questions: those that the rollouts answer.
    ///   - isGreedy: whether the second pass takes the likeliest tokens, as the first did.
    /// - Throws: a `Fault` of code `interrupted` when the task is cancelled.
    func items(
        of rollouts: [Rollout], questions: [Question], isGreedy: Bool, jobs: Int
    ) async throws(Fault) -> [DescriptionRow.Item] {
        let known = Dictionary(
            questions.map { (Array($0.id.utf8), $0) }, uniquingKeysWith: { first, _ in first })
        let size = DescriptionEvaluation.batch
        let count = (rollouts.count + size - 1) / size
        let lanes = max(1, min(jobs, count))
        let own = seed.deriving("description")
        let parts = try await ParallelMap.run(lanes, jobs: lanes) {
            lane throws(Fault) -> [(Int, [DescriptionRow.Item])] in
            let worker = PolicyWorker(model.configuration)
            let reader = DescriptionReader(
                model, grader: grader, rule: rule, temperature: 1)
            var result: [(Int, [DescriptionRow.Item])] = []
            for batch in stride(from: lane, to: count, by: lanes) {
                if Task.isCancelled { throw Fault(.interrupted, "the second pass was stopped") }
                let rows = rollouts[(batch * size)..<min(rollouts.count, (batch + 1) * size)]
                let asked = rows.compactMap { rollout in
                    known[Array(rollout.question.utf8)].map { question in
                        (
                            rollout,
                            DescriptionReader.Item(
                                question: question, response: rollout.response,
                                isFinished: rollout.finishReason == .stop,
                                seed: isGreedy
                                    ? nil : own.deriving(question.id).deriving(rollout.draw))
                        )
                    }
                }
                let outcomes = reader.read(asked.map(\.1), worker).map(\.outcome)
                let items = zip(asked, outcomes).map { item($0.0, $0.1, $1) }
                result.append((batch, items))
            }
            return result
        }
        return parts.joined().sorted { $0.0 < $1.0 }.flatMap(\.1)
    }

    private func item(
        _ rollout: Rollout, _ asked: DescriptionReader.Item, _ outcome: DescriptionReader.Outcome
    ) -> DescriptionRow.Item {
        let parsed = grader.format.parse(asked.response, finished: asked.isFinished)
        let keywords = asked.question.keywords
        return DescriptionRow.Item(
            question: rollout.question, isRight: rollout.verdict == .right, outcome: outcome,
            comparison: keywords.isEmpty
                ? nil : lexicon.compare(parsed.description ?? "", with: keywords))
    }
}

extension DescriptionReader.Outcome {
    /// The outcome as a word of a table.
    var word: String {
        switch self {
        case .flawed(.missing): "missing"
        case .flawed(.leak): "leak"
        case .unreadable: "unreadable"
        case .read(let verdict): verdict.rawValue
        }
    }
}

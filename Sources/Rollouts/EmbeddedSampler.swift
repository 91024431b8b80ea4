public import Grading
public import Model
public import Records

/// Draws responses from the embedded policy and grades them.
public struct EmbeddedSampler: Sendable {
    /// The policy that answers.
    public let model: PolicyModel
    /// The grader of its answers.
    public let grader: Grader
    /// The temperature of sampling.
    public let temperature: Double

    /// Prompts that are sampled in one go: enough to keep the products large, few enough to stay in
    /// cache. Part of the behaviour: floating-point sums may depend on it.
    private static let batch = 32

    /// A sampler; see the properties.
    public init(model: PolicyModel, grader: Grader, temperature: Double) {
        self.model = model
        self.grader = grader
        self.temperature = temperature
    }

    /// How many responses are drawn, and whence their randomness comes.
    public enum Draws: Sendable, Hashable {
        /// So many samples of each question; draw d of question q depends on (seed, q, d) alone.
        case sampled(Int, Seed)
        /// The likeliest token at each step, once.
        case greedy
    }

    /// A question with the place of its picture.
    public struct Item: Sendable {
        /// The question.
        public var question: Question
        /// Its picture's place among the call's pictures; nothing to ask it without.
        public var picture: Int?

        /// A question with its picture.
        public init(question: Question, picture: Int?) {
            self.question = question
            self.picture = picture
        }
    }

    /// The rollouts of the questions, in their order, each question's draws in order.
    ///
    /// - Parameters:
    ///   - items: questions that fit the policy's prompt.
    ///   - pictures: the pictures that items name by their places.
    ///   - draws: how many responses to each question, and whence their randomness comes.
    ///   - jobs: the most tasks at once.
    ///   - progress: called with the number of questions done, from several tasks.
    /// - Throws: a `Fault` of code `interrupted` when the task is cancelled.
    public func rollouts(
        of items: [Item], pictures: [PicturePatches], draws: Draws, jobs: Int,
        progress: @escaping @Sendable (_ done: Int) -> Void
    ) async throws(Fault) -> [Rollout] {
        let ranges = stride(from: 0, to: items.count, by: EmbeddedSampler.batch).map {
            $0..<min(items.count, $0 + EmbeddedSampler.batch)
        }
        let lanes = max(1, min(jobs, ranges.count))
        // Each lane keeps one worker's memory and takes every lanes-th batch.
        let parts = try await ParallelMap.run(lanes, jobs: lanes) {
            lane throws(Fault) -> [(Int, [Rollout])] in
            let worker = PolicyWorker(model.configuration)
            var result: [(Int, [Rollout])] = []
            for batch in stride(from: lane, to: ranges.count, by: lanes) {
                if Task.isCancelled { throw Fault(.interrupted, "sampling was stopped") }
                let part = Array(items[ranges[batch]])
                result.append((batch, sample(part, pictures, draws, worker)))
                progress(part.count)
            }
            return result
        }
        return parts.joined().sorted { $0.0 < $1.0 }.flatMap(\.1)
    }

    private func sample(
        _ items: [Item], _ pictures: [PicturePatches], _ draws: Draws, _ worker: PolicyWorker
    ) -> [Rollout] {
        var shown: [PicturePatches] = []
        let prompts = items.map { item in
            guard
                let tokens = model.promptTokens(
                    item.question.text, withPicture: item.picture != nil)
            else { preconditionFailure("questions that do not fit were set aside before") }
            var place: Int?
            if let picture = item.picture {
                place = shown.count
                shown.append(pictures[picture])
            }
            return PolicyWorker.Prompt(
                tokens: tokens, picture: place, draws: seeds(draws, item.question))
        }
        let responses = worker.sample(
            model, prompts, pictures: shown, temperature: Float(temperature))
        return zip(items, responses).flatMap { item, group in
            group.enumerated().map { draw, tokens in rollout(item.question, draw, tokens) }
        }
    }

    private func seeds(_ draws: Draws, _ question: Question) -> [Seed?] {
        switch draws {
        case .greedy: [nil]
        case .sampled(let count, let seed):
            (0..<count).map { seed.deriving(question.id).deriving($0) }
        }
    }

    private func rollout(_ question: Question, _ draw: Int, _ tokens: [Int]) -> Rollout {
        let response = model.vocabulary.decode(tokens)
        let reason: Rollout.FinishReason =
            tokens.last == model.vocabulary.endToken ? .stop : .length
        let graded = grader.grade(
            response, finishReason: reason, gold: question.answer, choices: question.choices)
        return Rollout(
            question: question.id, draw: draw, response: response, tokenCount: tokens.count,
            finishReason: reason, verdict: graded.verdict)
    }
}

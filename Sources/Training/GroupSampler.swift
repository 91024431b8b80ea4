import Model
import Records
import Rewards

/// Samples and scores the groups of a training step.
struct GroupSampler: Sendable {
    let model: PolicyModel
    let pictures: [PicturePatches]
    let settings: PolicyGradientSettings
    let scorer: RewardScorer
    let alignment: (any AlignmentScoring)?
    let seed: Seed

    /// The groups of some of a step's questions.
    ///
    /// - Parameter first: the place of the first of them in the step's batch, from which the draws'
    ///   seeds follow.
    func sample(
        _ questions: [PolicyGradientQuestion], first: Int, _ worker: PolicyWorker
    ) -> [PolicyGradientBatch.Group] {
        let prompts = questions.enumerated().map { place, question in
            PolicyWorker.Prompt(
                tokens: question.prompt, picture: place,
                draws: (0..<settings.group).map {
                    seed.deriving(first + place).deriving($0)
                })
        }
        let responses = worker.sample(
            model, prompts, pictures: questions.map { pictures[$0.picture] },
            temperature: Float(settings.temperature))
        return zip(questions, responses).map { question, group in
            let rewards = group.map { score($0, question) }
            return PolicyGradientBatch.Group(
                question: question, responses: group, rewards: rewards,
                advantages: GroupAdvantage.advantages(of: rewards.map(\.total)))
        }
    }

    private func score(_ tokens: [Int], _ question: PolicyGradientQuestion) -> Reward {
        let finished = tokens.last == model.vocabulary.endToken
        return scorer.score(
            model.vocabulary.decode(tokens), tokenCount: tokens.count,
            finishReason: finished ? .stop : .length, question: question.question
        ) { description in
            alignment?.score(description: description, picture: question.picture) ?? 0
        }
    }
}

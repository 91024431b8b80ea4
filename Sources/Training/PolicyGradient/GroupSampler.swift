import Model
import Records
import Rewards

/// Samples the groups of a training step, lets their descriptions be read without the picture where
/// the reward asks for it, and scores what can be scored here.
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
            temperature: Float(settings.temperature), topShare: Float(settings.topShare))
        var groups = zip(questions, responses).map { question, group in
            PolicyGradientBatch.Group(
                question: question,
                responses: group.map { ($0, $0.last == model.vocabulary.endToken) },
                text: model.vocabulary.decode)
        }
        read(&groups, first: first, worker)
        for place in groups.indices { score(&groups[place]) }
        return groups
    }

    /// The second pass of all of the groups' descriptions.
    private func read(
        _ groups: inout [PolicyGradientBatch.Group], first: Int, _ worker: PolicyWorker
    ) {
        guard let pass = settings.secondPass else { return }
        let own = seed.deriving("description")
        let items = groups.enumerated().flatMap { place, group in
            group.texts.enumerated().map { draw, text in
                DescriptionReader.Item(
                    question: group.question.question, response: text,
                    isFinished: group.isFinished[draw],
                    seed: pass.isGreedy ? nil : own.deriving(first + place).deriving(draw))
            }
        }
        let reader = DescriptionReader(
            model, grader: scorer.grader, rule: pass.rule, temperature: settings.temperature,
            topShare: settings.topShare)
        var readings = reader.read(items, worker)[...]
        for place in groups.indices {
            let count = groups[place].responses.count
            let own = readings.prefix(count)
            groups[place].descriptions = own.map(\.outcome)
            groups[place].areReadingsWellFormed = own.map(\.isWellFormed)
            if settings.selfReward == .passes {
                groups[place].secondPasses = own.enumerated().compactMap { draw, reading in
                    reading.response.isEmpty
                        ? nil
                        : .init(draw: draw, prompt: reading.prompt, response: reading.response)
                }
            }
            readings = readings.dropFirst(count)
        }
    }

    private func score(_ group: inout PolicyGradientBatch.Group) {
        let question = group.question
        var measure: ((String) -> Double)?
        if let alignment {
            measure = { alignment.score(description: $0, picture: question.picture) }
        }
        let end = settings.descriptionEnd
        for (draw, tokens) in group.responses.enumerated() {
            group.rewards.append(
                scorer.score(
                    group.texts[draw], tokenCount: tokens.count,
                    finishReason: group.finishReason(of: draw), question: question.question,
                    description: group.isSufficient(draw) ? 1 : 0,
                    descriptionFormat: group.isReadingWellFormed(draw) ? 1 : 0,
                    alignment: measure))
            group.descriptionEnds.append(
                end.flatMap { tokens.lastIndex(of: $0) }.map { $0 + 1 })
        }
    }
}

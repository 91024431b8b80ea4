import Engine
import Grading
import Manifests
import Model
import Records
import Rewards
import Rollouts
import Storage
import Training

/// The evaluation of one policy: what it answers, and what its descriptions are worth.
struct PolicyEvaluation {
    let name: String
    let model: PolicyModel
    /// A fixed policy that answers from descriptions as well, and its stage.
    let reader: (name: String, model: PolicyModel)?
    let settings: EvaluateSettings
    let grader: Grader
    /// The split's questions.
    let questions: [Question]
    /// Those that the policy can read.
    let answering: PolicyQuestions
    let context: UnitContext

    /// How often, and how, each question is asked.
    private struct Mode {
        var name: String
        var draws: EmbeddedSampler.Draws
        var count: Int
        /// Whether it is asked without its picture.
        var isBlind = false
    }

    private var modes: [Mode] {
        var modes: [Mode] = []
        if settings.greedy { modes.append(Mode(name: "greedy", draws: .greedy, count: 1)) }
        if settings.draws > 0 {
            let seed = context.seed.deriving("evaluate")
            modes.append(
                Mode(
                    name: "sampled", draws: .sampled(settings.draws, seed), count: settings.draws))
        }
        guard settings.blind else { return modes }
        return modes
            + modes.map { mode in
                var draws = mode.draws
                if case .sampled(let count, let seed) = draws {
                    draws = .sampled(count, seed.deriving("blind"))
                }
                return Mode(
                    name: "blind-\(mode.name)", draws: draws, count: mode.count, isBlind: true)
            }
    }

    /// Asks, grades, reads and writes the tables into the unit's folder.
    func run(shardFolder: String) async throws(Fault) {
        let loader = PictureLoader(shardFolder: shardFolder, shape: model.configuration)
        let (pictures, places) = try await loader.load(answering.usable, jobs: context.jobs)
        let items = zip(answering.usable, places).map {
            EmbeddedSampler.Item(question: $0, picture: $1)
        }
        let sampler = EmbeddedSampler(model: model, grader: grader, temperature: 1)
        let counter = ProgressCounter(
            context, total: items.count * modes.count, what: "questions")
        var accuracy: [AccuracyRow] = []
        var descriptions: [DescriptionRow] = []
        for mode in modes {
            let asked =
                mode.isBlind ? items.map { .init(question: $0.question, picture: nil) } : items
            let rollouts = try await sampler.rollouts(
                of: asked, pictures: pictures, draws: mode.draws, jobs: context.jobs
            ) { counter.add($0) }
            try TableWriter<Rollout>.write(
                rollouts, to: context.folder + "/rollouts-\(mode.name).jsonl")
            accuracy += AccuracyRow.rows(
                policy: name, mode: mode.name, questions: questions, family: settings.family,
                rollouts: rollouts, drawsEach: mode.count)
            // What is written without a look at the picture describes nothing.
            if !mode.isBlind { descriptions += try await read(rollouts, mode) }
        }
        try TableWriter<AccuracyRow>.write(
            accuracy.filter { $0.family == nil }, to: context.folder + "/accuracy.jsonl")
        try TableWriter<AccuracyRow>.write(
            accuracy.filter { $0.family != nil }, to: context.folder + "/families.jsonl")
        try TableWriter<DescriptionRow>.write(
            descriptions, to: context.folder + "/descriptions.jsonl")
    }

    /// The second pass over a mode's rollouts, by the policy itself and by the fixed reader.
    private func read(
        _ rollouts: [Rollout], _ mode: Mode
    ) async throws(Fault) -> [DescriptionRow] {
        guard settings.secondPass, grader.format.descriptionEnd != nil else { return [] }
        var readers = [(name: "self", model: model)]
        if let reader, reader.name != name { readers.append(reader) }
        let lexicon = KeywordLexicon(questions.lazy.flatMap(\.keywords))
        var rows: [DescriptionRow] = []
        var table: [SecondPassRow] = []
        for reader in readers {
            let evaluation = DescriptionEvaluation(
                name: reader.name, model: reader.model, grader: grader,
                rule: DescriptionRule(settings.descriptionLeak.rule), lexicon: lexicon,
                seed: context.seed.deriving("evaluate"))
            let items = try await evaluation.items(
                of: rollouts, questions: answering.usable, isGreedy: mode.draws == .greedy,
                jobs: context.jobs)
            table += zip(rollouts, items).map { rollout, item in
                SecondPassRow(
                    question: item.question, draw: rollout.draw, reader: reader.name,
                    outcome: item.outcome.word)
            }
            rows += DescriptionRow.rows(
                policy: name, mode: mode.name, reader: reader.name, questions: questions,
                family: settings.family, items: items, drawsEach: mode.count)
        }
        try TableWriter<SecondPassRow>.write(
            table, to: context.folder + "/second-pass-\(mode.name).jsonl")
        return rows
    }
}

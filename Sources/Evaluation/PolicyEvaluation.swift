public import Grading
public import Model
public import Records
import Rewards
import Rollouts
import Storage

/// The evaluation of one policy: what it answers, and what its descriptions are worth.
public struct PolicyEvaluation {
    private let name: String
    private let model: PolicyModel
    private let reader: (name: String, model: PolicyModel)?
    private let settings: EvaluationSettings
    private let grader: Grader
    private let questions: [Question]
    private let answering: [Question]
    private let seed: Seed

    /// A policy and what it is asked.
    ///
    /// - Parameters:
    ///   - name: the policy's, in tables.
    ///   - model: the policy.
    ///   - reader: a fixed policy that answers from descriptions as well, and its name.
    ///   - settings: which passes there are, and how often a question is asked in each.
    ///   - grader: the grader of answers, whose format finds descriptions.
    ///   - questions: those that figures are of.
    ///   - answering: those of them that the policy can read.
    ///   - seed: what the seeds of all draws are derived from.
    public init(
        name: String, model: PolicyModel, reader: (name: String, model: PolicyModel)?,
        settings: EvaluationSettings, grader: Grader, questions: [Question],
        answering: [Question], seed: Seed
    ) {
        self.name = name
        self.model = model
        self.reader = reader
        self.settings = settings
        self.grader = grader
        self.questions = questions
        self.answering = answering
        self.seed = seed.deriving("evaluate")
    }

    /// How often any question is asked.
    public var askedCount: Int { answering.count * modes.count }

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
        if settings.isGreedy { modes.append(Mode(name: "greedy", draws: .greedy, count: 1)) }
        if settings.draws > 0 {
            modes.append(
                Mode(
                    name: "sampled", draws: .sampled(settings.draws, seed), count: settings.draws))
        }
        guard settings.isBlind else { return modes }
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

    /// Asks, grades, reads and writes the tables.
    ///
    /// - Parameters:
    ///   - shardFolder: where the pictures are.
    ///   - folder: where the tables go: `accuracy.jsonl`, `families.jsonl`, `descriptions.jsonl`,
    ///     and for each way to ask `rollouts-*.jsonl`, perhaps `second-pass-*.jsonl`.
    ///   - jobs: the most tasks at once.
    ///   - progress: told of questions that were asked, several tasks at once.
    /// - Throws: a `Fault` where pictures cannot be read, a table cannot be written, or the task is
    ///   cancelled.
    public func run(
        shardFolder: String, into folder: String, jobs: Int,
        progress: @escaping @Sendable (_ count: Int) -> Void
    ) async throws(Fault) {
        let loader = PictureLoader(shardFolder: shardFolder, shape: model.configuration)
        let (pictures, places) = try await loader.load(answering, jobs: jobs)
        let items = zip(answering, places).map {
            EmbeddedSampler.Item(question: $0, picture: $1)
        }
        let sampler = EmbeddedSampler(model: model, grader: grader, temperature: 1)
        var accuracy: [AccuracyRow] = []
        var descriptions: [DescriptionRow] = []
        for mode in modes {
            let asked =
                mode.isBlind ? items.map { .init(question: $0.question, picture: nil) } : items
            let rollouts = try await sampler.rollouts(
                of: asked, pictures: pictures, draws: mode.draws, jobs: jobs, progress: progress)
            try TableWriter<Rollout>.write(
                rollouts, to: folder + "/rollouts-\(mode.name).jsonl")
            accuracy += AccuracyRow.rows(
                policy: name, mode: mode.name, questions: questions, family: settings.family,
                rollouts: rollouts, drawsEach: mode.count)
            // What is written without a look at the picture describes nothing.
            if !mode.isBlind { descriptions += try await read(rollouts, mode, folder, jobs) }
        }
        try TableWriter<AccuracyRow>.write(
            accuracy.filter { $0.family == nil }, to: folder + "/accuracy.jsonl")
        try TableWriter<AccuracyRow>.write(
            accuracy.filter { $0.family != nil }, to: folder + "/families.jsonl")
        try TableWriter<DescriptionRow>.write(
            descriptions, to: folder + "/descriptions.jsonl")
    }

    /// The second pass over a mode's rollouts, by the policy itself and by the fixed reader.
    private func read(
        _ rollouts: [Rollout], _ mode: Mode, _ folder: String, _ jobs: Int
    ) async throws(Fault) -> [DescriptionRow] {
        guard settings.hasSecondPass, grader.format.descriptionEnd != nil else { return [] }
        var readers = [(name: "self", model: model)]
        if let reader, reader.name != name { readers.append(reader) }
        let lexicon = KeywordLexicon(questions.lazy.flatMap(\.keywords))
        var rows: [DescriptionRow] = []
        var table: [SecondPassRow] = []
        for reader in readers {
            let evaluation = DescriptionEvaluation(
                name: reader.name, model: reader.model, grader: grader,
                rule: settings.descriptions, lexicon: lexicon, seed: seed)
            let items = try await evaluation.items(
                of: rollouts, questions: answering, isGreedy: mode.draws == .greedy, jobs: jobs)
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
            table, to: folder + "/second-pass-\(mode.name).jsonl")
        return rows
    }
}

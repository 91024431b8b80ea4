import Engine
import Manifests
import Records
import Sampling
import Storage

/// The questions that a rollout stage is about, found once for all of its units.
actor RolloutQuestions {
    private let settings: RolloutSettings
    private let cache: QuestionCache
    private var found: Result<[Question], Fault>?

    /// The questions of a stage, of which `cache` may know the table.
    init(_ settings: RolloutSettings, _ cache: QuestionCache) {
        self.settings = settings
        self.cache = cache
    }

    /// The questions of the split or the phase, without those that `subset` leaves out; in the order of
    /// their table.
    ///
    /// - Throws: a `Fault` if there is none, or a table cannot be read.
    func questions(of inputs: StageInputs, seed: Seed) async throws(Fault) -> [Question] {
        if let found { return try found.get() }
        let result: Result<[Question], Fault>
        do throws(Fault) {
            result = .success(try subset(of: try await all(inputs), inputs, seed))
        } catch {
            result = .failure(error)
        }
        found = result
        return try result.get()
    }

    private func all(_ inputs: StageInputs) async throws(Fault) -> [Question] {
        guard let curriculum = inputs.optional("curriculum"), let phase = settings.phase else {
            return try await cache.questions(of: try inputs.one("questions"), split: settings.split)
        }
        return try TableReader.read(
            Question.self, from: curriculum.path("phases/\(phase).jsonl"))
    }

    private func subset(
        of questions: [Question], _ inputs: StageInputs, _ seed: Seed
    ) throws(Fault) -> [Question] {
        guard let subset = settings.subset, let labels = inputs.optional("labels") else {
            return questions
        }
        var difficulties: [[UInt8]: Difficulty] = [:]
        try ParquetTableReader.forEach(
            PassRate.self, from: labels.path("pass_rates.parquet")
        ) { difficulties[Array($0.question.utf8)] = $0.difficulty }
        // Another policy is asked others, so that in time all are asked again.
        let own = seed.deriving("subset").deriving(settings.policy ?? "")
        let chosen = QuestionSubset(QuestionSubset.Rule(subset), seed: own).places(
            in: questions.map { question in
                difficulties[Array(question.id.utf8)].map {
                    .init(
                        id: question.id, source: question.source,
                        capability: question.capability, difficulty: $0)
                }
            })
        guard !chosen.isEmpty else {
            throw Fault(
                .badInput, "`subset` leaves no question of \(questions.count)",
                remedy: "name labels, capabilities or sources that the labelled questions have")
        }
        return chosen.map { questions[$0] }
    }
}

extension QuestionSubset.Rule {
    fileprivate init(_ subset: RolloutSettings.Subset) {
        self.init()
        share = subset.share
        labels = subset.labels
        capabilities = subset.capabilities
        sources = subset.sources
    }
}

import Engine
import Grading
import HTTP
import Manifests
import Model
import Records
import Rewards
import Storage
import Training

/// The reward of a phase: what the manifest says of it, bound to what scores.
struct PhaseReward {
    private let settings: ReinforcementSettings
    private let specification: StageSpecification
    private let grader: Grader
    private let external: ExternalReward?

    /// - Throws: a `Fault`, at its place in the manifest, where a program's file cannot be read.
    init(
        _ settings: ReinforcementSettings, _ specification: StageSpecification, _ grader: Grader,
        _ run: RunSpecification, _ workspace: Workspace
    ) throws(Fault) {
        self.settings = settings
        self.specification = specification
        self.grader = grader
        external = try settings.reward.external.map { own throws(Fault) in
            try ExternalReward(own, specification, run, workspace)
        }
    }

    /// Makes sure that the keys of services are in the environment.
    ///
    /// - Throws: a `Fault` at the place of the variable's name.
    func prepare() throws(Fault) {
        try external?.prepare()
        guard let embeddings = settings.embeddings, recipe.uses(.alignment) else { return }
        try APIKey.check(
            embeddings.keyVariable, for: embeddings.url,
            at: specification.location(of: "embeddings.api_key"))
    }

    /// The digests of the files that scores depend on; `null` if there are none.
    var content: JSONValue { external?.content ?? .null }

    /// What changed of those files.
    func changes(from before: JSONValue, to after: JSONValue) -> [KeyChange] {
        let changes = JSONDifference.changes(
            from: before == .null ? [:] : before, to: after == .null ? [:] : after)
        return ContentChanges.keyChanges(changes, in: "external reward").map { change in
            var change = change
            change.location = specification.location(of: "reward.external")
            return change
        }
    }

    /// Scores what is scored here.
    var scorer: RewardScorer { RewardScorer(recipe, grader: grader) }

    private var recipe: RewardRecipe { RewardRecipe(settings.reward) }

    /// The second pass; nothing where no reward asks for it.
    var secondPass: SecondPass? {
        guard recipe.uses(.description) else { return nil }
        return SecondPass(
            rule: DescriptionRule(settings.reward.descriptionLeak.rule),
            isGreedy: settings.reward.secondPass == .greedy)
    }

    /// Refuses a recipe that the phase's questions, or the policy, cannot serve.
    ///
    /// - Parameter vocabulary: the words that the policy can write.
    func check(_ phase: [Question], vocabulary: Vocabulary) throws(Fault) {
        try checkQuestions(phase)
        // What is no word of the vocabulary may still stand within one.
        if recipe.uses(.keywords), recipe.keywordMatch == .words {
            try checkKeywords(phase, vocabulary)
        }
    }

    /// Keywords whose words the policy lacks earn nothing in any response.
    private func checkKeywords(
        _ phase: [Question], _ vocabulary: Vocabulary
    ) throws(Fault) {
        let reach = KeywordReach(vocabulary: vocabulary.words)
        var refused: [(question: Question, lacking: [String])] = []
        for question in phase {
            let lacking = reach.lacking(for: question.keywords)
            if !lacking.isEmpty { refused.append((question, lacking)) }
        }
        guard let first = refused.first else { return }
        let words = first.lacking.prefix(5).map { "`\($0)`" }.joined(separator: ", ")
        throw Fault(
            .badInput,
            "phase `\(settings.phase)`: the policy can name no keyword of \(refused.count) of "
                + "\(phase.count) questions; for `\(first.question.id)` its vocabulary lacks \(words)",
            remedy: "warm up on responses that use these words, leave those questions out of the "
                + "phase, or set `keywords: 0`",
            location: specification.location(of: "reward.keywords"))
    }

    private func checkQuestions(_ phase: [Question]) throws(Fault) {
        let refused = phase.filter { scorer.problem(with: $0) != nil }
        guard let first = refused.first, let problem = scorer.problem(with: first) else { return }
        // The weight's own place: a manifest may set one weight of a pipeline's recipe.
        let term = recipe.uses(.keywords) && first.keywords.isEmpty ? "keywords" : "alignment"
        throw Fault(
            .badInput,
            "phase `\(settings.phase)`: \(refused.count) of \(phase.count) questions cannot "
                + "be rewarded: \(problem)",
            remedy: "set that weight to 0 in stages.\(specification.name).reward, or give the data "
                + "set what it needs",
            location: specification.location(of: "reward.\(term)"))
    }

    /// The scorer of descriptions; nothing where no reward asks for it.
    func alignment(
        _ context: UnitContext, pictures: [PicturePatches], model: PolicyModel
    ) throws(Fault) -> FrozenAlignment? {
        guard recipe.uses(.alignment), settings.embeddings == nil else { return nil }
        let artifact = try context.inputs.one("scorer")
        let scorer = try TrainingRun.checkpoint(of: artifact).alignmentModel()
        guard let threshold = artifact.receipt.details["threshold"]?.realValue else {
            throw Fault(.internalError, "the scorer's receipt has no threshold")
        }
        let cut = scorer.configuration.pictures
        guard cut.imageSize == model.configuration.imageSize,
            cut.patchSize == model.configuration.patchSize
        else { throw Fault(.internalError, "scorer and policy cut pictures differently") }
        return FrozenAlignment(scorer, pictures: pictures, threshold: threshold)
    }

    /// What scores a step's responses in one call.
    ///
    /// - Throws: a `Fault` where a key is not in the environment.
    func batchScorers(_ context: UnitContext) throws(Fault) -> [any BatchScoring] {
        var scorers: [any BatchScoring] = []
        if let embeddings = settings.embeddings, recipe.uses(.alignment) {
            let shards = ShardReader(
                shardFolder: try context.inputs.one("questions").path("shards"))
            let alignment = try EmbeddingServer(embeddings).alignment { picture throws(Fault) in
                try shards.bytes(of: picture)
            }
            scorers.append(
                LocatedScoring(alignment, at: specification.location(of: "embeddings")))
        }
        if let external { scorers.append(try external.scorer(context)) }
        return scorers
    }
}

extension RewardSettings.DescriptionLeak {
    /// The rule that the manifest names.
    var rule: DescriptionRule.Leak {
        switch self {
        case .markup: .markup
        case .ending: .ending
        }
    }
}

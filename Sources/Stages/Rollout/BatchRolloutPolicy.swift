import Engine
import Manifests
import Records
import Rollouts

/// Requests as files, answered while the program does not run.
struct BatchRolloutPolicy: RolloutPolicy {
    private let settings: Rollouts.EndpointSettings
    private let files: BatchFiles
    private let stage: String
    private let questions: PromptedQuestions
    private let material: [JSONValue.Member]
    private let answers = Once<BatchAnswers>()

    init(_ run: RunSpecification, stage: String, _ settings: RolloutSettings) throws(Fault) {
        guard let endpoint = run.policy.endpoint, let batch = run.policy.batch else {
            throw Fault(.internalError, "a policy of the kind `batch` has no files")
        }
        questions = try PromptedQuestions(run)
        self.settings = Rollouts.EndpointSettings(endpoint, run.policy, settings)
        self.stage = stage
        files = BatchFiles(
            folder: run.path(batch.folder, givenAt: "policy.batch.folder"),
            requestLimit: batch.fileRequests)
        material =
            [.init("model", .string(endpoint.model))] + questions.material
            + [.init("sampling", self.settings.sampling.material)]
    }

    var keyMaterial: JSONValue { .object(material) }

    /// Trying again at once finds no answer that was not there.
    var retryLimit: Int { 0 }

    func source(
        _ context: UnitContext, questions: [Question]
    ) async throws(Fault) -> any PolicySource {
        let pictures = ShardPictures(
            shardFolder: try context.inputs.one("questions").path("shards"),
            sizing: self.questions.sizing)
        let found = try await answered()
        let (settings, files) = (settings, files)
        let seed = context.seed.deriving("rollout")
        let rule = JSONValue.object(material).canonical.serialized
        let name = "\(stage)-\(context.key.short)"
        return PromptedSource(questions: self.questions, asksAtOnce: true) {
            prompts throws(Fault) in
            BatchPolicy(
                model: settings.model, sampling: settings.sampling, prompts: prompts,
                pictures: pictures, seed: seed,
                name: "\(name)-\(prompts.first?.kind.rawValue ?? "none")", rule: rule, files: files,
                answers: found)
        }
    }

    func leftovers(_ questions: [Question]) async throws(Fault) -> RolloutLeftovers {
        let found = try await answered()
        var notices: [String] = []
        if !found.rejects.isEmpty {
            notices.append(
                "\(found.rejects.count) lines of `\(files.answers)` are no answers; "
                    + "unused_rows.jsonl lists them")
        }
        if found.repeatedCount > 0 {
            notices.append(
                "\(found.repeatedCount) answers are there again: the first that is no error counts")
        }
        return RolloutLeftovers(rows: found.rejects, notices: notices)
    }

    func provenance(_ context: MergeContext) -> [JSONValue.Member] { material }

    /// What was answered, read by the first unit that asks.
    private func answered() async throws(Fault) -> BatchAnswers {
        let folder = files.answers
        return try await answers.value { () throws(Fault) in try BatchAnswers(folder: folder) }
    }
}

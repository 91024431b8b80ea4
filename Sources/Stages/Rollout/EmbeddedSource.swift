import Engine
import Grading
import Manifests
import Model
import Records
import Rollouts

/// The embedded model as a source of policies.
struct EmbeddedSource: PolicySource {
    let model: PolicyModel
    let loader: PictureLoader
    let settings: RolloutSettings
    let seed: Seed
    let jobs: Int

    init(
        _ model: PolicyModel, _ settings: RolloutSettings, _ context: UnitContext
    ) throws(Fault) {
        self.model = model
        loader = PictureLoader(
            shardFolder: try context.inputs.one("questions").path("shards"),
            shape: model.configuration)
        self.settings = settings
        seed = context.seed.deriving("rollout")
        jobs = context.jobs
    }

    func sort(_ questions: [Question], asked: Int) -> PolicyQuestions {
        PolicyQuestions(questions, asked: asked, model: model, stage: .rollout)
    }

    /// The model reads the question's text alone; it knows nothing of options.
    func prompt(
        _ question: Question, _ kind: RolloutKind, parent: Int?, description: String?
    ) -> DrawPrompt {
        DrawPrompt(
            question: question, kind: kind, parent: parent, description: description, system: nil,
            user: kind == .answer
                ? [.picture(0), .text(question.text)] : [.text(question.text)])
    }

    func policy(for prompts: [DrawPrompt]) async throws(Fault) -> any Policy {
        let shown = prompts.filter { $0.kind == .answer }
        let (pictures, places) = try await loader.load(shown.map(\.question), jobs: jobs)
        var next = places.makeIterator()
        let asked = prompts.map { prompt in
            guard
                let tokens = model.promptTokens(
                    prompt.question.text, withPicture: prompt.kind == .answer)
            else { preconditionFailure("questions that do not fit were set aside before") }
            return EmbeddedPolicy.Prompt(
                tokens: tokens, given: given(prompt),
                picture: prompt.kind == .answer ? next.next() : nil, seed: seed(of: prompt))
        }
        return EmbeddedPolicy(
            model, prompts: asked, pictures: pictures, temperature: settings.temperature,
            topShare: settings.topShare, jobs: jobs)
    }

    /// A description as in the one format that has one and that the policy can be taught.
    private func given(_ prompt: DrawPrompt) -> [Int] {
        prompt.description.flatMap(ResponseFormat.describeThinkAnswer.beginning(with:))
            .map { model.vocabulary.tokens(ofResponse: $0) } ?? []
    }

    private func seed(of prompt: DrawPrompt) -> Seed {
        let question = prompt.question.id
        if prompt.kind == .answer { return seed.deriving(question) }
        let own = seed.deriving(prompt.kind.rawValue).deriving(question)
        return prompt.parent.map { own.deriving($0) } ?? own
    }
}

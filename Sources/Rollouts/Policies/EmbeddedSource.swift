import Grading
public import Model
public import Records

/// The embedded model as a source of policies.
public struct EmbeddedSource: PolicySource {
    private let model: PolicyModel
    private let loader: PictureLoader
    private let temperature: Double
    private let topShare: Double
    private let seed: Seed
    private let jobs: Int

    /// A model.
    ///
    /// - Parameters:
    ///   - model: the model that answers.
    ///   - shardFolder: where the pictures are.
    ///   - temperature: what logits are divided by.
    ///   - topShare: the share of probability that tokens are drawn from, 0 to 1.
    ///   - seed: what the questions' seeds are derived from.
    ///   - jobs: the most tasks at once.
    public init(
        _ model: PolicyModel, shardFolder: String, temperature: Double, topShare: Double,
        seed: Seed, jobs: Int
    ) {
        self.model = model
        loader = PictureLoader(shardFolder: shardFolder, shape: model.configuration)
        self.temperature = temperature
        self.topShare = topShare
        self.seed = seed
        self.jobs = jobs
    }

    /// Questions with one picture and a prompt that fits, and the others.
    public func sort(_ questions: [Question], asked: Int) -> PolicyQuestions {
        PolicyQuestions(questions, asked: asked, model: model, stage: PolicyQuestions.rolloutStage)
    }

    /// The model reads the question's text alone; it knows nothing of options.
    public func prompt(
        _ question: Question, _ kind: RolloutKind, parent: Int?, description: String?
    ) -> DrawPrompt {
        DrawPrompt(
            question: question, kind: kind, parent: parent, description: description, system: nil,
            user: kind == .answer
                ? [.picture(0), .text(question.text)] : [.text(question.text)])
    }

    /// A policy that is asked these prompts.
    ///
    /// - Throws: a `Fault` where a picture cannot be read.
    public func policy(for prompts: [DrawPrompt]) async throws(Fault) -> any Policy {
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
            model, prompts: asked, pictures: pictures, temperature: temperature,
            topShare: topShare, jobs: jobs)
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

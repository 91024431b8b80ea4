public import Model
public import Records
import Synchronization

/// The embedded model as a policy.
///
/// Draw d of a question depends on the model, the prompt and the question's seed alone: not on what
/// else is drawn in the same call.
public final class EmbeddedPolicy: Policy {
    /// A question as the embedded model is asked it.
    public struct Prompt: Sendable {
        /// The prompt's tokens.
        public var tokens: [Int]
        /// A beginning of the response that is given; it is part of the text.
        public var given: [Int]
        /// Its picture's place among the policy's pictures; nothing where it has none to see.
        public var picture: Int?
        /// Where its draws' seeds are derived from.
        public var seed: Seed

        /// A prompt; see the properties.
        public init(tokens: [Int], given: [Int] = [], picture: Int?, seed: Seed) {
            self.tokens = tokens
            self.given = given
            self.picture = picture
            self.seed = seed
        }
    }

    private let model: PolicyModel
    private let prompts: [Prompt]
    private let pictures: [PicturePatches]
    private let temperature: Float
    private let topShare: Float
    private let workers = WorkerPool()

    /// Questions that are sampled in one go: enough to keep the products large, few enough to stay in
    /// cache.
    public var requestLimit: Int { 32 }
    /// As many calls as there are threads.
    public let callLimit: Int

    /// A policy that is asked these prompts.
    ///
    /// - Parameters:
    ///   - model: the model that answers.
    ///   - prompts: what may be asked; requests name them by their places.
    ///   - pictures: the pictures that prompts name by their places.
    ///   - temperature: what logits are divided by.
    ///   - topShare: samples among the likeliest tokens that together have this probability
    ///     (`top_p`).
    ///   - jobs: how many calls run at once.
    public init(
        _ model: PolicyModel, prompts: [Prompt], pictures: [PicturePatches], temperature: Double,
        topShare: Double = 1, jobs: Int
    ) {
        self.model = model
        self.prompts = prompts
        self.pictures = pictures
        self.temperature = Float(temperature)
        self.topShare = Float(topShare)
        callLimit = max(1, jobs)
    }

    /// Draws responses; see `Policy`.
    public func draw(_ requests: [DrawRequest]) async throws(Fault) -> [DrawOutcome] {
        if Task.isCancelled { throw Fault(.interrupted, "sampling was stopped") }
        var shown: [PicturePatches] = []
        let asked = requests.map { request in
            let prompt = prompts[request.prompt]
            var place: Int?
            if let picture = prompt.picture {
                place = shown.count
                shown.append(pictures[picture])
            }
            return PolicyWorker.Prompt(
                tokens: prompt.tokens + prompt.given, picture: place,
                draws: request.draws.map { prompt.seed.deriving($0) })
        }
        let worker = workers.take(model.configuration)
        let responses = worker.worker.sample(
            model, asked, pictures: shown, temperature: temperature, topShare: topShare,
            isRowwise: true)
        workers.give(worker)
        return zip(requests, responses).flatMap { request, group in
            zip(request.draws, group).map { draw, tokens in outcome(request.prompt, draw, tokens) }
        }
    }

    private func outcome(_ place: Int, _ draw: Int, _ tokens: [Int]) -> DrawOutcome {
        let prompt = prompts[place]
        return DrawOutcome(
            prompt: place, draw: draw,
            result: .response(
                PolicyResponse(
                    text: model.vocabulary.decode(prompt.given + tokens), tokenCount: tokens.count,
                    finishReason: tokens.last == model.vocabulary.endToken ? .stop : .length,
                    seed: prompt.seed.deriving(draw).value)))
    }
}

/// Workers that are free; each has memory that is worth keeping, and serves one call at a time.
private final class WorkerPool: Sendable {
    struct Held: @unchecked Sendable {
        var worker: PolicyWorker
    }

    private let free = Mutex<[Held]>([])

    func take(_ configuration: PolicyConfiguration) -> Held {
        free.withLock { $0.popLast() } ?? Held(worker: PolicyWorker(configuration))
    }

    func give(_ held: Held) { free.withLock { $0.append(held) } }
}

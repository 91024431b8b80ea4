/// How a phase is trained: what every trainer has a key for, in the same units for all.
public struct TrainerSettings: Sendable, Hashable {
    /// The model that training starts from: a folder, or a name that the trainer knows.
    public var model: String
    /// How often the phase is gone through.
    public var epochs = 1
    /// Questions of a rollout batch.
    public var rolloutBatch = 512
    /// Questions of an update; several updates go with a rollout batch.
    public var updateBatch = 128
    /// Responses to a question.
    public var group = 8
    /// The temperature of responses.
    public var temperature = 1.0
    /// The share of probability that responses are drawn from (top-p).
    public var topShare = 1.0
    /// The most tokens of a prompt, pictures included.
    public var promptTokens = 2048
    /// The most tokens of a response.
    public var responseTokens = 2048
    /// The fewest pixels of a picture; nothing for what the model's processor says.
    public var leastPixels: Int?
    /// The most pixels of a picture; nothing for what the model's processor says.
    public var mostPixels: Int?
    /// The learning rate.
    public var learningRate = 1e-6
    /// The weight decay.
    public var weightDecay = 0.01
    /// The weight of the divergence from the first policy, in the loss.
    public var kl = 0.01
    /// How far below 1 a token's ratio goes before it is clipped.
    public var clipLow = 0.2
    /// How far above 1 a token's ratio goes before it is clipped.
    public var clipHigh = 0.2
    /// Machines that train together.
    public var nodes = 1
    /// GPUs of each machine.
    public var gpus = 8
    /// GPUs that one engine of responses takes.
    public var tensorParallel = 1
    /// Responses that a GPU takes at once in an update.
    public var microBatch = 4
    /// Training steps between checkpoints.
    public var saveEvery = 5
    /// Checkpoints that are kept.
    public var keep = 3
    /// Whether checkpoints hold what training goes on from, not the weights alone.
    public var isResumable = true
    /// Whether questions are trained in another order than the phase's.
    public var shuffles = false
    /// The seed.
    public var seed: UInt32 = 1

    /// GPUs of all machines.
    public var allGPUs: Int { nodes * gpus }

    /// Settings of a training that starts from a model; the others are set one by one.
    public init(model: String) { self.model = model }
}

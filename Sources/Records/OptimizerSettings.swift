/// Settings of AdamW (Loshchilov and Hutter 2019) and of its learning rate over time.
public struct OptimizerSettings: Sendable, Hashable {
    /// The learning rate after warm-up.
    public var learningRate: Double
    /// Decay of the first moment.
    public var beta1: Double
    /// Decay of the second moment.
    public var beta2: Double
    /// Decoupled weight decay.
    public var weightDecay: Double
    /// Training steps over which the rate rises linearly from 0.
    public var warmUpSteps: Int
    /// The share of the training steps after which the rate falls linearly; 1 means never.
    public var decayFrom: Double
    /// What the rate falls to, as a share of `learningRate`.
    public var decayTo: Double
    /// The largest norm of the gradient; a longer one is scaled down to it.
    public var clipNorm: Double

    /// Settings with these values.
    public init(
        learningRate: Double, beta1: Double, beta2: Double, weightDecay: Double = 0.01,
        warmUpSteps: Int, decayFrom: Double, decayTo: Double, clipNorm: Double = 1
    ) {
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.weightDecay = weightDecay
        self.warmUpSteps = warmUpSteps
        self.decayFrom = decayFrom
        self.decayTo = decayTo
        self.clipNorm = clipNorm
    }

    /// The defaults of warm-up and of the alignment scorer.
    public static let supervised = OptimizerSettings(
        learningRate: 0.003, beta1: 0.9, beta2: 0.98, warmUpSteps: 30, decayFrom: 0.7,
        decayTo: 0.05)

    /// The defaults of reinforcement learning.
    public static let reinforcement = OptimizerSettings(
        learningRate: 0.0003, beta1: 0.9, beta2: 0.95, warmUpSteps: 5, decayFrom: 1, decayTo: 1)
}

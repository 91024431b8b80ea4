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
    /// How the rate goes down; nothing for a line over the last of the steps.
    public var schedule: LearningRateSchedule?
    /// The share of the training steps after which the rate falls; 1 means never. Nothing for what is
    /// usual: the end of warm-up under a `schedule`, and `usualDecay` without.
    public var decayFrom: Double?
    /// What the rate falls to, as a share of `learningRate`. Nothing for what is usual: 0 under a
    /// `schedule`, and `usualDecay` without.
    public var decayTo: Double?
    /// The largest norm of the gradient; a longer one is scaled down to it.
    public var clipNorm: Double
    /// How a method's rate falls where nothing is said of it.
    public let usualDecay: Decay

    /// When a rate falls, and to what.
    public struct Decay: Sendable, Hashable {
        /// The share of the training steps after which the rate falls; 1 means never.
        public var from: Double
        /// What the rate falls to, as a share of the full one.
        public var to: Double

        /// A rate that falls so.
        public init(from: Double, to: Double) {
            self.from = from
            self.to = to
        }
    }

    /// Settings with these values.
    public init(
        learningRate: Double, beta1: Double, beta2: Double, weightDecay: Double = 0.01,
        warmUpSteps: Int, schedule: LearningRateSchedule? = nil, decayFrom: Double? = nil,
        decayTo: Double? = nil, clipNorm: Double = 1, usualDecay: Decay = Decay(from: 1, to: 1)
    ) {
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.weightDecay = weightDecay
        self.warmUpSteps = warmUpSteps
        self.schedule = schedule
        self.decayFrom = decayFrom
        self.decayTo = decayTo
        self.clipNorm = clipNorm
        self.usualDecay = usualDecay
    }

    /// The defaults of warm-up and of the alignment scorer.
    public static let supervised = OptimizerSettings(
        learningRate: 0.003, beta1: 0.9, beta2: 0.98, warmUpSteps: 30,
        usualDecay: Decay(from: 0.7, to: 0.05))

    /// The defaults of reinforcement learning.
    public static let reinforcement = OptimizerSettings(
        learningRate: 0.0003, beta1: 0.9, beta2: 0.95, warmUpSteps: 5)
}

/// How AdamW is run: its constants and its learning rate over the steps.
public struct OptimizerSettings: Sendable, Hashable {
    /// The learning rate after warm-up.
    public var learningRate: Double
    /// Decay of the first moment.
    public var beta1: Double
    /// Decay of the second moment.
    public var beta2: Double
    /// Decoupled weight decay, a share of the learning rate.
    public var weightDecay: Double
    /// Steps over which the rate rises linearly to `learningRate`.
    public var warmUpSteps: Int
    /// The share of the steps after which the rate falls linearly; 1 for never.
    public var decayFrom: Double
    /// What the rate has fallen to at the end, as a share of `learningRate`.
    public var decayTo: Double
    /// The norm that gradients are scaled down to.
    public var clipNorm: Double

    /// Settings; see the properties.
    public init(
        learningRate: Double, beta1: Double, beta2: Double, weightDecay: Double, warmUpSteps: Int,
        decayFrom: Double, decayTo: Double, clipNorm: Double
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

    /// The learning rate of a step, from 0, of `total`.
    public func rate(step: Int, of total: Int) -> Double {
        if step < warmUpSteps { return learningRate * Double(step + 1) / Double(warmUpSteps) }
        let start = decayFrom * Double(total)
        if Double(step) < start || Double(total) <= start { return learningRate }
        let progress = (Double(step) - start) / (Double(total) - start)
        return learningRate * (1 - (1 - decayTo) * progress)
    }
}

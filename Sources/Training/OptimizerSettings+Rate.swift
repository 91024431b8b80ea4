public import Records

extension OptimizerSettings {
    /// The learning rate of a step, from 0, of `total`.
    public func rate(step: Int, of total: Int) -> Double {
        if step < warmUpSteps { return learningRate * Double(step + 1) / Double(warmUpSteps) }
        let start = decayFrom * Double(total)
        if Double(step) < start || Double(total) <= start { return learningRate }
        let progress = (Double(step) - start) / (Double(total) - start)
        return learningRate * (1 - (1 - decayTo) * progress)
    }
}

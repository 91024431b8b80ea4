import Glibc
public import Records

extension OptimizerSettings {
    /// The learning rate of a step, from 0, of `total`.
    ///
    /// It rises linearly over `warmUpSteps`, stays until the share `decayFrom` of the steps, and
    /// falls to `decayTo`: at step `total`, so that the last step still learns.
    public func rate(step: Int, of total: Int) -> Double {
        if step < warmUpSteps { return learningRate * Double(step + 1) / Double(warmUpSteps) }
        let usual = schedule == nil ? usualDecay : Decay(from: 0, to: 0)
        var start = (decayFrom ?? usual.from) * Double(total)
        // Without a schedule the line starts where it is told to, under the warm-up if need be.
        if schedule != nil { start = max(start, Double(warmUpSteps)) }
        if schedule == .constant || Double(step) < start || Double(total) <= start {
            return learningRate
        }
        let progress = (Double(step) - start) / (Double(total) - start)
        let fallen = schedule == .cosine ? (1 - cos(.pi * progress)) / 2 : progress
        return learningRate * (1 - (1 - (decayTo ?? usual.to)) * fallen)
    }
}

import Manifests
import Training

extension CheckpointPlan {
    /// What a `train` stage says of its checkpoints.
    init(_ settings: CheckpointSettings) {
        self.init(
            every: settings.every, keep: settings.keep,
            best: settings.best.map { BestMetric($0) })
    }
}

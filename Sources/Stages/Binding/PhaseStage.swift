import Engine
import Manifests

/// A stage that trains a phase of a curriculum.
protocol PhaseStage: Stage {
    /// The `curriculum` stage.
    var curriculum: String { get }
    /// The phase.
    var phase: String { get }
}

extension ReinforcementStage: PhaseStage {
    var curriculum: String { settings.curriculum }
    var phase: String { settings.phase }
}

extension HandOffStage: PhaseStage {
    var curriculum: String { settings.phase.curriculum }
    var phase: String { settings.phase.phase }
}

import Manifests
import Storage

extension RejectTable {
    /// A table of a kind of stage.
    init(of stage: StageKind) { self.init(stage: stage.rawValue) }
}

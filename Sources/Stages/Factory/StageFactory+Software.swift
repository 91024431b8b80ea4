import Manifests
import Model

extension StageFactory {
    /// Libraries that the result of a kind of stage depends on, with what they say of themselves; for
    /// receipts. Only where the policy is: OpenBLAS is loaded to be asked.
    public static func software(ofKind kind: String) -> [String: String] {
        switch StageKind(rawValue: kind) {
        case .ingest, .sample, .curriculum, .compare, .export, .command, nil: [:]
        default: ["openblas": LinearAlgebra.description]
        }
    }
}

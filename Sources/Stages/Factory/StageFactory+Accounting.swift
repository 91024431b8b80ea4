public import Engine
import Manifests

extension StageFactory {
    /// What sums hold of our kinds of stage, for verification.
    public static var accountingRules: StoreVerification.Rules {
        StoreVerification.Rules(
            passingOn: [StageKind.sample.rawValue, StageKind.curriculum.rawValue],
            listingRejects: Set(
                [StageKind.ingest, .train, .rollout, .curriculum, .evaluate].map(\.rawValue)))
    }
}

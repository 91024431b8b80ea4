import Engine
import Manifests
import Records
import Rollouts

/// The embedded model of the `train` stage that the rollout stage names.
struct EmbeddedRolloutPolicy: RolloutPolicy {
    let settings: RolloutSettings

    /// The model is one of the stage's inputs.
    var keyMaterial: JSONValue { .null }

    func source(
        _ context: UnitContext, questions: [Question]
    ) throws(Fault) -> any PolicySource { try EmbeddedSource(settings, context) }

    func provenance(_ context: MergeContext) throws(Fault) -> [JSONValue.Member] {
        [
            .init("model", .string(try context.inputs.one("policy").receipt.key.hex)),
            .init("template", "embedded"), .init("pictures", "embedded"),
        ]
    }
}

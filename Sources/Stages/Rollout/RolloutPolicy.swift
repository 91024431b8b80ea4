import Engine
import Manifests
import Records
import Rollouts

/// A kind of policy, as a rollout stage uses it.
protocol RolloutPolicy: Sendable {
    /// What responses depend on beside the stage's settings, its inputs and the seed.
    var keyMaterial: JSONValue { get }

    /// Makes sure that what units need and no key holds is there.
    ///
    /// - Throws: a `Fault` at `location`, the stage's, where it is not.
    func prepare(at location: SourceLocation) throws(Fault)

    /// Where the policies of a unit come from.
    ///
    /// - Parameter questions: all that the stage is about, of which the unit asks a part.
    func source(
        _ context: UnitContext, questions: [Question]
    ) async throws(Fault) -> any PolicySource

    /// Who answered and how it was asked, for `provenance.json`.
    func provenance(_ context: MergeContext) throws(Fault) -> [JSONValue.Member]

    /// What was there and no rollout became.
    ///
    /// - Parameter questions: all that the stage is about.
    func leftovers(_ questions: [Question]) async throws(Fault) -> RolloutLeftovers

    /// How often a unit is worth trying again at once.
    var retryLimit: Int { get }
}

/// What a policy had and no rollout became.
struct RolloutLeftovers: Sendable {
    /// Rows of files, with the reasons.
    var rows: [Reject] = []
    /// Sentences that the user should see.
    var notices: [String] = []
}

extension RolloutPolicy {
    func prepare(at location: SourceLocation) throws(Fault) {}
    func leftovers(_ questions: [Question]) async throws(Fault) -> RolloutLeftovers {
        RolloutLeftovers()
    }
    var retryLimit: Int { .max }
}

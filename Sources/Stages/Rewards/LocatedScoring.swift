import Records
import Rewards

/// A scorer whose faults say where the manifest asks for it.
struct LocatedScoring: BatchScoring {
    private let scorer: any BatchScoring
    private let location: SourceLocation?

    init(_ scorer: any BatchScoring, at location: SourceLocation?) {
        self.scorer = scorer
        self.location = location
    }

    var component: RewardComponent { scorer.component }

    func scores(of responses: [ScorableResponse]) async throws(Fault) -> [BatchScore] {
        do throws(Fault) {
            return try await scorer.scores(of: responses)
        } catch {
            var fault = error
            fault.location = location ?? fault.location
            throw fault
        }
    }
}

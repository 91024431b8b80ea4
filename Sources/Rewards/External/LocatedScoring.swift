public import Records

/// A scorer whose faults say where the manifest asks for it.
public struct LocatedScoring: BatchScoring {
    private let scorer: any BatchScoring
    private let location: SourceLocation?

    /// A scorer, and the place that asks for it; nothing for the faults' own.
    public init(_ scorer: any BatchScoring, at location: SourceLocation?) {
        self.scorer = scorer
        self.location = location
    }

    /// The component that it scores.
    public var component: RewardComponent { scorer.component }

    /// The score of each response, in order.
    ///
    /// - Throws: what the scorer throws, at the place.
    public func scores(of responses: [ScorableResponse]) async throws(Fault) -> [BatchScore] {
        do throws(Fault) {
            return try await scorer.scores(of: responses)
        } catch {
            var fault = error
            fault.location = location ?? fault.location
            throw fault
        }
    }
}

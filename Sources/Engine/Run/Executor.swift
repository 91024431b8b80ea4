public import Records

/// Where units run.
public protocol Executor: Sendable {
    /// How many threads it may use in all.
    var jobs: Int { get }

    /// Does every unit, in any order, and returns them in plan order.
    ///
    /// If a unit fails, no more are started, those under way may end, and its fault is thrown. If the
    /// task is cancelled, units see that.
    func run(_ units: [UnitState], of work: StageWork) async throws(Fault) -> [UnitArtifact]
}

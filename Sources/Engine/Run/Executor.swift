public import Records

/// Where units run.
public protocol Executor: Sendable {
    /// How many threads it may use in all.
    var jobs: Int { get }

    /// Does every unit that has no artifact yet, in any order.
    ///
    /// A unit that fails does not keep the others from running. Once `work.stop` is made, no more are
    /// started, and those under way go on to their end. If the task is cancelled, those under way see
    /// that.
    ///
    /// - Throws: a `Fault` of code `interrupted` if it was stopped or cancelled before all had ended.
    func run(_ units: [UnitState], of work: StageWork) async throws(Fault) -> UnitEnds
}

/// How the units of a stage ended.
public struct UnitEnds: Sendable {
    /// What each unit published, in plan order; nothing for those that failed.
    public var artifacts: [Artifact?]
    /// What failed, in plan order.
    public var failures: [UnitFailure] = []

    /// What there is before any unit runs.
    public init(_ units: [UnitState]) { artifacts = units.map(\.artifact) }
}

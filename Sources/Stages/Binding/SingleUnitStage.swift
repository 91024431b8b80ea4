import Engine
import Records

/// A stage that is done in one piece: its artifact is what its one unit published.
protocol SingleUnitStage: BoundStage {
    /// The name of its unit.
    var unitName: String { get }
}

extension SingleUnitStage {
    func plan(_ context: StageContext) async throws(Fault) -> [UnitPlan] {
        [UnitPlan(name: unitName, payload: [:])]
    }

    func merge(
        _ units: [UnitArtifact], _ context: MergeContext
    ) async throws(Fault) -> MergeOutcome { try publish(units, context) }

    /// The unit's files, details and notices as those of the stage.
    func publish(_ units: [UnitArtifact], _ context: MergeContext) throws(Fault) -> MergeOutcome {
        guard let unit = units.first, units.count == 1 else {
            throw Fault(
                .internalError, "a \(kind) stage has one unit, not \(units.count)")
        }
        try Links.link(unit.artifact, into: context.folder)
        return MergeOutcome(
            details: unit.artifact.receipt.details, notices: unit.artifact.receipt.notices)
    }
}

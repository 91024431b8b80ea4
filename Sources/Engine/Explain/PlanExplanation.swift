public import Records
import Storage

/// What a run would do, stage by stage, and why: its plan against the one it was last started with and
/// against the store. Nothing is written.
public struct PlanExplanation: Sendable {
    /// The version of `json`.
    public static let format = 1

    /// The plan.
    public let plan: RunPlan
    /// The stages, in the order in which they run.
    public let stages: [StageExplanation]
    /// When the run was last started with another plan than before: what changes are told since;
    /// nothing if it never was.
    public let recorded: Timestamp?

    /// Explains a plan.
    ///
    /// - Throws: a `Fault` if the run's record cannot be read, or what a stage's `plan` throws.
    public init(_ plan: RunPlan) async throws(Fault) {
        let folder = plan.workspace.run(plan.name)
        let record = try RunRecord.read(in: folder)
        let session = try StatusSnapshot.current(folder)
        var receipts = EarlierReceipts(plan.workspace, record: record)
        var waiting: Set<String> = []
        var stages: [StageExplanation] = []
        for planned in plan.stages {
            let before = record?.stages.first { $0.name == planned.name }
            let found = plan.artifact(of: planned)
            let damage = found.flatMap { Damage.find(in: $0, plan.workspace) }
            if let found, damage == nil {
                stages.append(StageExplanation(planned, published: found))
                continue
            }
            let changes =
                before.map { KeyDifference(from: $0, to: planned, waiting: waiting).changes } ?? []
            // What an unpublished stage will hold, and thus the units of those that read it, is not
            // known.
            let isReady = planned.inputs.allSatisfy { !waiting.contains($0.stage) }
            waiting.insert(planned.name)
            let units = isReady ? try await plan.units(of: planned) : nil
            let unitsDone = units?.count { $0.isPublished } ?? 0
            let unitsLeft = units.map { $0.count - unitsDone }
            let progress = PlanExplanation.progress(
                of: planned, before, unitsLeft: unitsLeft,
                session.stages.last { $0.name == planned.name })
            stages.append(
                StageExplanation(
                    planned: planned, artifact: nil, unitCount: units?.count,
                    unitsDone: unitsDone,
                    cause: try PlanExplanation.cause(of: planned, before, folder, plan.workspace),
                    damage: damage?.description, changes: changes,
                    estimate: receipts.receipt(of: planned).map {
                        Estimate($0, unitsLeft: unitsLeft, progress: progress)
                    }, progress: progress))
        }
        recorded = try FileSystem.status(folder.planPath).map {
            Timestamp(milliseconds: $0.modified / 1_000_000)
        }
        self.plan = plan
        self.stages = stages
    }

    /// How far the one unit that is left of a stage had come in the last session, if it goes on from its
    /// checkpoints.
    private static func progress(
        of planned: PlannedStage, _ before: RunRecord.Stage?, unitsLeft: Int?,
        _ session: SessionProgress.Stage?
    ) -> UnitProgress? {
        guard planned.stage.keepsCheckpoints, before?.key == planned.key, unitsLeft == 1,
            let progress = session?.progress, progress.done > 0
        else { return nil }
        return progress
    }

    private static func cause(
        of planned: PlannedStage, _ before: RunRecord.Stage?, _ folder: RunFolder,
        _ workspace: Workspace
    ) throws(Fault) -> StageExplanation.Cause {
        let artifact = workspace.artifactFolder(kind: planned.stage.kind, key: planned.key)
        if try FileSystem.linkStatus(artifact) != nil { return .damaged }
        guard let before else { return .neverRun }
        if before.key != planned.key { return .changed }
        return folder.links(planned) ? .gone : .unfinished
    }

    /// How many stages are not published.
    public var workCount: Int { stages.count { $0.state != .cached } }

    /// How long the work may take that an earlier receipt tells about, and how many stages none
    /// tells about.
    public var estimate: (known: Estimate, unknownCount: Int) {
        let waiting = stages.filter { $0.state != .cached }
        let known = waiting.compactMap { $0.estimate?.wallSeconds }
        return (Estimate(wallSeconds: known.reduce(0, +)), waiting.count - known.count)
    }

    /// The stages that read from a stage, directly or through others, in the order in which they run.
    public func dependents(of name: String) -> [StageExplanation] {
        var names: Set<String> = [name]
        return stages.filter { stage in
            guard stage.planned.inputs.contains(where: { names.contains($0.stage) }) else {
                return false
            }
            names.insert(stage.planned.name)
            return true
        }
    }

    /// The plan as an object.
    public var json: JSONValue {
        [
            "format": .integer(PlanExplanation.format), "run": .string(plan.name),
            "workspace": .string(plan.workspace.root), "work": .integer(workCount),
            "stages": .array(stages.map(\.json)),
        ]
    }
}

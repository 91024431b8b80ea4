public import Records

/// What a run would do with a stage, and why.
public struct StageExplanation: Sendable {
    /// What would be done.
    public enum State: String, Sendable, Hashable {
        /// Nothing: it is published.
        case cached
        /// All of it.
        case willRun = "will_run"
        /// The units that are not done yet.
        case goesOn = "goes_on"
    }

    /// Why a stage is not published.
    public enum Cause: String, Sendable, Hashable {
        /// The run has had no such stage.
        case neverRun = "never_run"
        /// Its key is not what it was.
        case changed
        /// It was planned as it is now, and not finished.
        case unfinished
        /// It was published, and somebody has removed that.
        case gone
        /// What lies in the store under its key is not sound.
        case damaged
    }

    /// The stage.
    public let planned: PlannedStage
    /// What it published.
    public let artifact: Artifact?
    /// How many units it has; nothing while something that it reads is not there.
    public let unitCount: Int?
    /// How many of them are done.
    public let unitsDone: Int
    /// Why it is not published; nothing if it is.
    public let cause: Cause?
    /// What is damaged of the artifact, where that is known.
    public let damage: String?
    /// What of its key changed since the run was last planned; none if it is published.
    public let changes: [KeyChange]
    /// How far the unit that is under way had come when the run last stopped; nothing if none goes on
    /// from there.
    public let progress: UnitProgress?
    /// How long it may take; nothing if no earlier receipt tells, or there is nothing to do.
    public let estimate: Estimate?

    /// What would be done.
    public var state: State {
        if artifact != nil { return .cached }
        return unitsDone > 0 || progress != nil ? .goesOn : .willRun
    }

    /// Why, a sentence each; empty if it is published.
    public var reasons: [String] {
        switch cause {
        case nil: []
        case .neverRun: ["never run"]
        case .changed: changes.isEmpty ? ["its key changed"] : changes.map(\.line)
        case .unfinished: [begun]
        case .gone: ["its artifact is gone"]
        case .damaged: ["its artifact is damaged" + (damage.map { ": \($0)" } ?? "")]
        }
    }

    /// How far it had come.
    private var begun: String {
        guard let progress else {
            return unitsDone > 0 ? "begun and not finished" : "planned and not begun"
        }
        let total = progress.total.map { " of \(Format.count($0))" } ?? ""
        return "begun: \(Format.count(progress.done))\(total) \(progress.what)"
    }

    /// A stage with nothing to do.
    init(_ planned: PlannedStage, published artifact: Artifact) {
        self.init(
            planned: planned, artifact: artifact, unitCount: artifact.receipt.unitCount,
            unitsDone: artifact.receipt.unitCount, cause: nil, damage: nil, changes: [],
            estimate: nil)
    }

    init(
        planned: PlannedStage, artifact: Artifact?, unitCount: Int?, unitsDone: Int,
        cause: Cause?, damage: String?, changes: [KeyChange], estimate: Estimate?,
        progress: UnitProgress? = nil
    ) {
        self.planned = planned
        self.artifact = artifact
        self.unitCount = unitCount
        self.unitsDone = unitsDone
        self.cause = cause
        self.damage = damage
        self.changes = changes
        self.estimate = estimate
        self.progress = progress
    }

    /// The stage as an object.
    public var json: JSONValue {
        .object([
            .init("name", .string(planned.name)),
            .init("kind", .string(planned.stage.kind)),
            .init("key", .string(planned.key.hex)),
            .init("state", .string(state.rawValue)),
            .init("units", unitCount.map { .integer($0) } ?? .null),
            .init("units_done", .integer(unitsDone)),
            .init("artifact", artifact.map { .string($0.folder) } ?? .null),
            .init("progress", progress?.json ?? .null),
            .init("cause", cause.map { .string($0.rawValue) } ?? .null),
            .init("why", .array(reasons.map { .string($0) })),
            .init("changes", .array(changes.map(\.json))),
            .init("estimate_seconds", estimate.map { .real($0.wallSeconds) } ?? .null),
            .init("reads", .array(planned.inputs.map { .string($0.stage) })),
        ])
    }
}

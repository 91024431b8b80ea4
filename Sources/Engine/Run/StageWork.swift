public import Records
import Storage

/// A stage whose inputs are there: everything that is needed to do it, or one unit of it, anywhere.
public struct StageWork: Sendable {
    /// The workspace.
    public let workspace: Workspace
    /// The stage and its key.
    public let planned: PlannedStage
    /// What the stages upstream published.
    public let inputs: StageInputs
    /// The run's seed, or 0 if the stage does not use it.
    public let seed: Seed
    /// Whether no more units are to be started.
    public let stop: StopRequest
    let run: RunFolder
    let sink: EventSink
    /// Where artifacts of the stage's kind lie: the paths of all units' share this text.
    let shelf: String
    /// Libraries to name in the receipts of a kind of stage, with what they say of themselves. They
    /// enter no key.
    var software: @Sendable (_ kind: String) -> [String: String] = { _ in [:] }
    /// What shares out processor time among everything that is under way.
    var meter = ResourceMeter()

    /// A stage with its inputs.
    ///
    /// - Parameters:
    ///   - workspace: where its artifacts lie and are published.
    ///   - run: the run on whose behalf it is done; logs go there.
    ///   - planned: the stage and its key.
    ///   - inputs: what the stages upstream published.
    ///   - seed: the run's; a stage that names a seed has that one, and one that uses none has 0.
    ///   - sink: where events go.
    ///   - stop: the wish to stop.
    public init(
        workspace: Workspace, run: RunFolder, planned: PlannedStage, inputs: StageInputs,
        seed: Seed, sink: EventSink, stop: StopRequest = StopRequest()
    ) {
        self.workspace = workspace
        self.run = run
        self.planned = planned
        self.inputs = inputs
        shelf = workspace.folder(ofKind: planned.stage.kind)
        self.seed = planned.stage.usesSeed ? planned.stage.seed ?? seed : Seed(0)
        self.sink = sink
        self.stop = stop
    }

    var stage: any Stage { planned.stage }

    /// The units with their keys, and which of them have a folder in the store. Nothing is opened, so
    /// a hundred thousand take about a second.
    ///
    /// - Throws: what the stage's `plan` throws, and a `Fault` of code `internalError` if two units
    ///   have the same name or key.
    public func units() async throws(Fault) -> [UnitState] {
        let context = StageContext(
            workspace: workspace, key: planned.key, seed: seed, inputs: inputs)
        let plans = try await stage.plan(context)
        let keys = plans.map { ContentKey.key(of: $0, in: planned) }
        var names: Set<String> = []
        var seen: Set<Digest> = []
        for (unit, key) in zip(plans, keys) {
            guard names.insert(unit.name).inserted, seen.insert(key).inserted else {
                throw Fault(
                    .internalError,
                    "the stage `\(stage.name)` planned the unit `\(unit.name)` twice")
            }
        }
        return StageWork.states(plans, keys, published: publishedKeys(among: seen))
    }

    /// Some of the units, planned elsewhere, with their keys. Each is asked for: what the store holds
    /// besides may be a thousand times as much.
    func states(of plans: [UnitPlan]) -> [UnitState] {
        let keys = plans.map { ContentKey.key(of: $0, in: planned) }
        return StageWork.states(plans, keys, published: Set(keys.filter(hasFolder)))
    }

    private static func states(
        _ plans: [UnitPlan], _ keys: [Digest], published: Set<Digest>
    ) -> [UnitState] {
        zip(plans, keys).map { unit, key in
            UnitState(plan: unit, key: key, isPublished: published.contains(key))
        }
    }

    /// Waits for the right to work on a key; several runs may want the same.
    func lock(_ key: Digest, unit: String? = nil) async throws(Fault) -> KeyLock {
        var isFirst = true
        while true {
            if let lock = try KeyLock(key, in: workspace.folder(ofKind: stage.kind)) { return lock }
            try stop.check()
            if isFirst {
                let what = unit.map { "its unit `\($0)`" } ?? "it"
                sink.emit(
                    .notice(
                        "another run works on \(what); waiting for that", stage: stage.name,
                        unit: unit))
                isFirst = false
            }
            do {
                try await Task.sleep(for: .milliseconds(50))
            } catch {
                throw Fault(.interrupted, "the run was stopped")
            }
        }
    }

    func receipt(key: Digest, unit: String? = nil) -> Receipt {
        var receipt = Receipt(
            key: key, kind: stage.kind, version: stage.behaviourVersion, stage: stage.name,
            unit: unit, seed: stage.usesSeed ? seed.value : nil)
        receipt.inputs = planned.inputs
        receipt.started = .now
        receipt.host = Host.name
        receipt.software = Software.members(with: software(stage.kind))
        return receipt
    }
}

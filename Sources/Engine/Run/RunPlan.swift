public import Records

/// A run's graph in the order in which it runs, with all keys.
public struct RunPlan: Sendable {
    /// The run's name.
    public let name: String
    /// The seed.
    public let seed: Seed
    /// The workspace.
    public let workspace: Workspace
    /// The stages, each after those that it reads from; otherwise in the order given.
    public let stages: [PlannedStage]

    /// Orders the stages and computes their keys, which reads what lies outside the store.
    ///
    /// - Throws: a `Fault` if the graph has a cycle, a name twice or an edge that leads nowhere, or
    ///   what a stage's fingerprint throws.
    public init(
        name: String, stages: [any Stage], seed: Seed, workspace: Workspace
    ) async throws(Fault) {
        self.name = name
        self.seed = seed
        self.workspace = workspace
        var planned: [PlannedStage] = []
        var keys: [String: Digest] = [:]
        for stage in try RunPlan.ordered(stages) {
            var inputs: [Receipt.Input] = []
            for input in stage.inputs {
                guard let key = keys[input.stage] else {
                    throw Fault(.internalError, "`\(stage.name)` runs before `\(input.stage)`")
                }
                inputs.append(.init(field: input.field, stage: input.stage, key: key))
            }
            let material = ContentKey.material(
                of: stage, inputs: inputs, fingerprint: try await stage.fingerprint(workspace),
                seed: seed)
            let key = ContentKey.digest(material)
            keys[stage.name] = key
            planned.append(
                PlannedStage(stage: stage, key: key, inputs: inputs, material: material))
        }
        self.stages = planned
    }

    /// The stage of a name.
    ///
    /// - Throws: a `Fault` of code `usage` that names the stages there are if this is none.
    public func stage(named name: String) throws(Fault) -> PlannedStage {
        if let stage = stages.first(where: { $0.name == name }) { return stage }
        let names = stages.map { "`\($0.name)`" }.joined(separator: ", ")
        throw Fault(
            .usage, "the run `\(self.name)` has no stage `\(name)`",
            remedy: "its stages are \(names)")
    }

    /// What a stage published, or nothing.
    public func artifact(of planned: PlannedStage) -> Artifact? {
        workspace.artifact(kind: planned.stage.kind, key: planned.key)
    }

    /// The units of a stage whose inputs are all published; nothing if one is not.
    ///
    /// - Throws: what the stage's `plan` throws.
    public func units(of planned: PlannedStage) async throws(Fault) -> [UnitState]? {
        try await work(on: planned, sink: EventSink(), stop: StopRequest())?.units()
    }

    /// A stage with what it reads; nothing if some of that is not published.
    func work(on planned: PlannedStage, sink: EventSink, stop: StopRequest) -> StageWork? {
        var entries: [StageInputs.Entry] = []
        for (input, edge) in zip(planned.inputs, planned.stage.inputs) {
            guard let upstream = stages.first(where: { $0.name == input.stage }),
                let artifact = artifact(of: upstream)
            else { return nil }
            entries.append((edge, artifact))
        }
        return StageWork(
            workspace: workspace, run: workspace.run(name), planned: planned,
            inputs: StageInputs(entries), seed: seed, sink: sink, stop: stop)
    }

    private static func ordered(_ stages: [any Stage]) throws(Fault) -> [any Stage] {
        var names: Set<String> = []
        for stage in stages where !names.insert(stage.name).inserted {
            throw Fault(.badInput, "two stages are named `\(stage.name)`")
        }
        for stage in stages {
            for input in stage.inputs where !names.contains(input.stage) {
                throw Fault(
                    .badInput,
                    "`\(input.field)` of `\(stage.name)` names `\(input.stage)`, which is no stage")
            }
        }
        let order = DependencyOrder(
            stages.map { stage in
                stages.indices.filter { place in
                    stage.inputs.contains { $0.stage == stages[place].name }
                }
            })
        guard order.stuck.isEmpty else {
            let names = order.stuck.map { "`\(stages[$0].name)`" }.joined(separator: ", ")
            throw Fault(.badInput, "the stages \(names) wait for each other")
        }
        return order.places.map { stages[$0] }
    }
}

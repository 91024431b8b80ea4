import Records

/// Which part of a run is to be done, and how failures are taken.
public struct RunSelection: Sendable, Hashable {
    /// Whether stages that do not need a failed one still run.
    public var keepsGoing: Bool
    /// The last stage to run: it and all that it needs, and nothing else.
    public var until: String?
    /// The only stage to run; what it needs must be published.
    public var only: String?

    /// Everything, by default, until something fails.
    public init(keepsGoing: Bool = false, until: String? = nil, only: String? = nil) {
        self.keepsGoing = keepsGoing
        self.until = until
        self.only = only
    }

    /// The stages of a plan that are to be done, in its order.
    ///
    /// - Throws: a `Fault` of code `usage` if a stage is named that the plan has not, or if what the
    ///   only stage needs is not published.
    func stages(of plan: RunPlan) throws(Fault) -> [PlannedStage] {
        if let only {
            let stage = try plan.stage(named: only)
            for input in stage.inputs {
                let upstream = try plan.stage(named: input.stage)
                guard plan.artifact(of: upstream) != nil else {
                    throw Fault(
                        .usage, "`\(only)` needs `\(input.stage)`, which is not done",
                        remedy: "use `--until \(only)`, which does that first")
                }
            }
            return [stage]
        }
        guard let until else { return plan.stages }
        var needed: Set<String> = [try plan.stage(named: until).name]
        for stage in plan.stages.reversed() where needed.contains(stage.name) {
            needed.formUnion(stage.inputs.map(\.stage))
        }
        return plan.stages.filter { needed.contains($0.name) }
    }
}

import Records

/// What failed in a run so far, and what cannot run for want of it.
struct RunFailures {
    /// What failed of a stage.
    private struct Loss {
        var units: [UnitFailure] = []
        /// What the stage itself threw: its planning or joining.
        var fault: Fault?
        var isSkipped = false

        var isAny: Bool { !units.isEmpty || fault != nil || isSkipped }
    }

    private let stages: [String]
    /// One for each stage: they fail in any order, and are told in that of the plan.
    private var losses: [Loss]

    /// Nothing has failed yet of these stages, which are in the order of the plan.
    init(stages: [String]) {
        self.stages = stages
        losses = stages.map { _ in Loss() }
    }

    /// Units of a stage failed.
    mutating func add(_ failures: [UnitFailure], of stage: PlannedStage) {
        change(stage) { $0.units += failures }
    }

    /// A stage failed as a whole.
    mutating func add(_ fault: Fault, of stage: PlannedStage) { change(stage) { $0.fault = fault } }

    /// A stage is not tried.
    mutating func skip(_ stage: PlannedStage) { change(stage) { $0.isSkipped = true } }

    private mutating func change(_ stage: PlannedStage, _ body: (inout Loss) -> Void) {
        guard let index = stages.firstIndex(of: stage.name) else { return }
        body(&losses[index])
    }

    /// Why a stage cannot run, or nothing if it can.
    func cause(for stage: PlannedStage, keepsGoing: Bool) -> String? {
        guard losses.contains(where: \.isAny) else { return nil }
        let missing = zip(stages, losses).filter { $0.1.isAny }.map(\.0)
        if let input = stage.inputs.first(where: { missing.contains($0.stage) }) {
            return "it reads `\(input.stage)`, which is not done"
        }
        return keepsGoing ? nil : "an earlier stage failed (`--keep-going` runs it all the same)"
    }

    /// - Throws: one fault for everything that failed, if something did. A stage's own fault comes
    ///   first: it may stand for any number of units.
    func check() throws(Fault) {
        let faults = losses.compactMap(\.fault)
        let units = losses.flatMap(\.units)
        if var fault = faults.first {
            if faults.count > 1 { fault.message += "; \(faults.count - 1) more stages failed" }
            if !units.isEmpty { fault.message += "; \(units.count) units failed" }
            throw fault
        }
        guard !units.isEmpty else { return }
        let skipped = zip(stages, losses).filter { $0.1.isSkipped }.map(\.0)
        throw UnitFailure.fault(for: units, skipped: skipped)
    }
}

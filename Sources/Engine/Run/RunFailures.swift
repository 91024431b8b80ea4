import Records

/// What failed in a run so far, and what cannot run for want of it.
struct RunFailures {
    private var units: [UnitFailure] = []
    /// What stages themselves threw: their planning or joining.
    private var faults: [Fault] = []
    /// Stages that have no artifact.
    private var missing: Set<String> = []
    private var skipped: [String] = []

    /// Units of a stage failed.
    mutating func add(_ failures: [UnitFailure], of stage: PlannedStage) {
        units += failures
        missing.insert(stage.name)
    }

    /// A stage failed as a whole.
    mutating func add(_ fault: Fault, of stage: PlannedStage) {
        faults.append(fault)
        missing.insert(stage.name)
    }

    /// A stage is not tried.
    mutating func skip(_ stage: PlannedStage) {
        skipped.append(stage.name)
        missing.insert(stage.name)
    }

    /// Why a stage cannot run, or nothing if it can.
    func cause(for stage: PlannedStage, keepsGoing: Bool) -> String? {
        if let input = stage.inputs.first(where: { missing.contains($0.stage) }) {
            return "it reads `\(input.stage)`, which is not done"
        }
        guard !keepsGoing, !missing.isEmpty else { return nil }
        return "an earlier stage failed (`--keep-going` runs it all the same)"
    }

    /// - Throws: one fault for everything that failed, if something did. A stage's own fault comes
    ///   first: it may stand for any number of units.
    func check() throws(Fault) {
        if var fault = faults.first {
            if faults.count > 1 { fault.message += "; \(faults.count - 1) more stages failed" }
            if !units.isEmpty { fault.message += "; \(units.count) units failed" }
            throw fault
        }
        if !units.isEmpty { throw UnitFailure.fault(for: units, skipped: skipped) }
    }
}

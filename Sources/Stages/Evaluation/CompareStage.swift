import Engine
import Evaluation
import Manifests
import Records
import Storage

/// `compare`: what was measured of some policies, paired by seed.
struct CompareStage: BoundStage {
    let specification: StageSpecification
    let settings: CompareSettings
    /// The seeds; empty if the pipeline is there once.
    private let seeds: [UInt64]

    /// - Parameter seeds: those of the run; empty if its pipeline is there once.
    init(specification: StageSpecification, settings: CompareSettings, seeds: [UInt64]) {
        self.specification = specification
        self.settings = settings
        self.seeds = seeds
    }

    var behaviourVersion: Int { 2 }
    var usesSeed: Bool { false }
    var seed: Seed? { nil }
    var surroundings: JSONValue { ["seeds": .array(seeds.map { .integer($0) })] }

    func plan(_ context: StageContext) async throws(Fault) -> [UnitPlan] { [] }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        throw Fault(.internalError, "a compare stage has no unit")
    }

    func merge(
        _ units: [UnitArtifact], _ context: MergeContext
    ) async throws(Fault) -> MergeOutcome {
        let baseline = settings.baseline ?? settings.arms.first?.name ?? ""
        var figures: [(arm: String, bySeed: [ArmFigures])] = []
        for arm in settings.arms {
            var bySeed: [ArmFigures] = []
            for seed in seeds.isEmpty ? [nil] : seeds.map(Optional.some) {
                bySeed.append(try read(arm, seed, context.inputs))
            }
            figures.append((arm.name, bySeed))
        }
        let rows = ComparisonRow.rows(figures, baseline: baseline)
        try TableWriter<ComparisonRow>.write(
            rows.filter { !ArmFigures.isMeasuredTime($0.figure) },
            to: context.folder + "/comparison.jsonl")
        return MergeOutcome(
            details: [
                "baseline": .string(baseline), "comparison": .array(rows.map(\.json)),
                "summary": .array(
                    ComparisonTable.lines(
                        rows, baseline: baseline, seeds: figures.first?.bySeed.count ?? 0
                    ).map { .string($0) }),
            ])
    }

    private func read(
        _ arm: CompareSettings.Arm, _ seed: UInt64?, _ inputs: StageInputs
    ) throws(Fault) -> ArmFigures {
        func artifact(_ name: String) throws(Fault) -> (name: String, artifact: Artifact) {
            let repeated = seed.map { StageSpecification.name(name, seed: $0) } ?? name
            if let found = inputs[repeated] { return (repeated, found) }
            if let found = inputs[name] { return (name, found) }
            throw Fault(.internalError, "a compare stage lacks its input `\(repeated)`")
        }
        let policy = try artifact(arm.policy)
        var evaluations: [Artifact] = []
        for name in settings.evaluations { evaluations.append(try artifact(name).artifact) }
        var costs: [Artifact] = []
        for name in arm.costs.isEmpty ? [arm.policy] : arm.costs {
            costs.append(try artifact(name).artifact)
        }
        return try ArmFigures(
            policy: policy.name, evaluations: evaluations.map(\.folder),
            steps: policy.artifact.path(TrainingRun.checkpointFolder + "/metrics.jsonl"),
            metrics: settings.metrics,
            costs: costs.map {
                ArmFigures.Cost(
                    details: $0.receipt.details, processorSeconds: $0.receipt.cost.cpuSeconds)
            })
    }
}

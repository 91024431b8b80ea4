import Engine
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
        let rows = CompareStage.rows(figures, baseline: baseline)
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
            policy: policy.name, evaluations: evaluations, training: policy.artifact,
            metrics: settings.metrics, costs: costs)
    }

    /// A row a figure and arm, figures in the order of the baseline; only figures that an arm has under
    /// every seed.
    static func rows(
        _ figures: [(arm: String, bySeed: [ArmFigures])], baseline: String
    ) -> [ComparisonRow] {
        func values(_ name: String, of arm: [ArmFigures]) -> [Double]? {
            let found = arm.compactMap { figures in
                figures.values.first { $0.name == name }?.value
            }
            return found.count == arm.count ? found : nil
        }
        var names: [String] = []
        for arm in figures {
            for figure in arm.bySeed.first?.values ?? [] where !names.contains(figure.name) {
                names.append(figure.name)
            }
        }
        let base = figures.first { $0.arm == baseline }?.bySeed ?? []
        return names.flatMap { name -> [ComparisonRow] in
            let others = values(name, of: base)
            return figures.compactMap { arm, bySeed in
                values(name, of: bySeed).map {
                    ComparisonRow(
                        figure: name, arm: arm, values: $0,
                        baseline: arm == baseline ? nil : others)
                }
            }
        }
    }
}

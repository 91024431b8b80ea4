import Engine
import Manifests
import Records
import Sampling
import Storage

/// `sample`: pass rates and difficulty labels from rollouts.
struct SampleStage: BoundStage {
    let specification: StageSpecification
    let settings: SampleSettings

    var behaviourVersion: Int { 2 }
    var usesSeed: Bool { false }
    var surroundings: JSONValue {
        ["rule_version": .integer(LabelRule(rawValue: settings.rule.rawValue)?.version ?? 0)]
    }

    func plan(_ context: StageContext) async throws(Fault) -> [UnitPlan] {
        [UnitPlan(name: "label", payload: [:])]
    }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        let artifact = try context.inputs.one("rollouts")
        let groups = try ParquetTableReader.read(
            DrawGroup.self, from: artifact.path("groups.parquet")
        ).filter { $0.kind == .answer }
        let rollouts = try ParquetTableReader.read(
            Rollout.self, from: artifact.path("rollouts.parquet"))
        let missing = try ParquetTableReader.read(
            MissingDraw.self, from: artifact.path("missing.parquet"))
        var rates = try table().passRates(of: groups, rollouts: rollouts, missing: missing)
        let questions = try TableReader.read(
            Question.self, from: artifact.path("questions.jsonl"))
        for (place, question) in questions.enumerated() where place < rates.count {
            rates[place].source = question.source
            rates[place].capability = question.capability
            rates[place].picture = question.pictures.first?.digest.hex
        }
        try ParquetTableWriter.write(
            rates, columns: PassRate.columns, to: context.folder + "/pass_rates.parquet")
        let wanted = groups.map(\.wanted).max() ?? 0
        let counts = Difficulty.allCases.map { label in
            (label, rates.count { $0.difficulty == label })
        }
        var histogram = [Int](repeating: 0, count: wanted + 1)
        for rate in rates { histogram[rate.counts.right] += 1 }
        return UnitOutcome(
            accounting: Accounting(inputs: groups.count, outputs: rates.count),
            details: [
                "labels": .object(
                    counts.map { .init($0.0.rawValue, .integer($0.1)) }),
                "histogram": .array(histogram.map { .integer($0) }),
                "summary": [
                    .string(counts.map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", ")),
                    .string(
                        "questions by right answers, 0 to \(wanted): "
                            + histogram.map(String.init).joined(separator: " ")),
                ],
            ])
    }

    /// How groups are labelled.
    private func table() throws(Fault) -> PassRateTable {
        guard let rule = LabelRule(rawValue: settings.rule.rawValue) else {
            throw Fault(.internalError, "no rule is called \(settings.rule.rawValue)")
        }
        return PassRateTable(
            rule: rule, prior: prior,
            bounds: DifficultyBounds(
                easyAbove: settings.easyAbove, hardBelow: settings.hardBelow),
            allowsMixedProvenance: settings.allowsMixedProvenance)
    }

    private var prior: BetaPosterior.Prior {
        switch settings.prior {
        case .uniform, .empirical: .init()
        case .jeffreys: .init(alpha: 0.5, beta: 0.5)
        case .fixed(let given): .init(alpha: given.alpha, beta: given.beta)
        }
    }

    func merge(
        _ units: [UnitArtifact], _ context: MergeContext
    ) async throws(Fault) -> MergeOutcome {
        let rollouts = try context.inputs.one("rollouts")
        try Links.link(
            rollouts.path("questions.jsonl"), at: context.folder + "/questions.jsonl")
        return try TrainingRun.merge(units, context)
    }
}

import Engine
import Grading
import Manifests
import Records
import Rollouts
import Sampling

/// `rollout`: a policy answers each question several times; the answers are graded.
///
/// Units draw, `merge` grades: another grader grades what is there and draws nothing, unless the
/// verdicts steer the drawing.
struct RolloutStage: BoundStage {
    let specification: StageSpecification
    let settings: RolloutSettings
    let grader: Grader
    let policy: any RolloutPolicy
    let questions: RolloutQuestions

    var behaviourVersion: Int { 2 }
    var surroundings: JSONValue {
        .object(
            (grader.keyMaterial.objectValue ?? []) + [
                .init("policy", policy.keyMaterial),
                // What `merge` makes of the same draws; nothing is drawn again when it changes.
                .init("merge_version", 2),
            ])
    }
    var limits: UnitLimits {
        UnitLimits(
            retries: min(specification.limits.retries, policy.retryLimit),
            timeout: specification.limits.timeout)
    }

    func prepare() throws(Fault) { try policy.prepare(at: specification.location) }

    func plan(_ context: StageContext) async throws(Fault) -> [UnitPlan] {
        let count = try await questions.questions(of: context.inputs, seed: context.seed).count
        let identity = try identity(context)
        return UnitRanges.plans(count: count, size: settings.unitQuestions).map { plan in
            var plan = plan
            plan.identity = identity
            return plan
        }
    }

    /// What the draws of a unit depend on.
    private func identity(_ context: StageContext) throws(Fault) -> JSONValue {
        var inputs: [JSONValue.Member] = []
        for entry in context.inputs.entries {
            inputs.append(.init(entry.input.field, .string(entry.artifact.receipt.key.hex)))
        }
        let steering = [
            "stop", "waves", "certainty", "easy_above", "hard_below", "budget", "budget_wave",
        ]
        let isSteered = settings.isSteered
        let drawing = (specification.parameters.objectValue ?? []).filter {
            isSteered || !steering.contains($0.name)
        }
        let readsResponses = settings.passes.contains { $0.kind == .description }
        return [
            "settings": .object(drawing), "inputs": .object(inputs),
            "seed": .integer(context.seed.value), "policy": policy.keyMaterial,
            "grader": isSteered ? grader.keyMaterial : .null,
            "format": readsResponses ? .string(grader.format.rawValue) : .null,
        ]
    }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        let range = try UnitRanges.range(unit)
        let all = try await questions.questions(of: context.inputs, seed: context.seed)
        let part = Array(all[range])
        let asked = max(0, min(part.count, (settings.limit ?? .max) - range.lowerBound))
        return try await RolloutUnit(
            settings: settings, grader: grader,
            source: try await policy.source(context, questions: all),
            context: context, budget: settings.budget(of: range, among: all.count)
        ).run(part, asked: asked)
    }

    func merge(
        _ units: [UnitArtifact], _ context: MergeContext
    ) async throws(Fault) -> MergeOutcome {
        let ordered = try UnitRanges.ordered(units).map(\.artifact)
        let leftovers = try await policy.leftovers(
            try await questions.questions(of: context.inputs, seed: context.seed))
        return try RolloutMerge(
            settings: settings, grader: grader, provenance: try provenance(context),
            leftovers: leftovers
        ).join(ordered, into: context.folder)
    }

    /// How responses were drawn and graded, as far as it can change what they are.
    private func provenance(_ context: MergeContext) throws(Fault) -> JSONValue {
        .object(
            try policy.provenance(context) + [
                .init(
                    "draws",
                    [
                        "temperature": .real(settings.temperature),
                        "top_p": .real(settings.topShare), "seed": .integer(context.seed.value),
                    ]), .init("grader", grader.keyMaterial),
            ])
    }
}

extension RolloutSettings {
    /// When a question needs no further draws.
    var stopRule: StopRule {
        switch stop {
        case .none: .none
        case .exact: .exact
        case .posterior:
            .posterior(
                certainty: certainty,
                bounds: DifficultyBounds(easyAbove: easyAbove, hardBelow: hardBelow))
        }
    }

    /// Whether verdicts decide what is drawn.
    var isSteered: Bool { stop != .none || budget > 0 }

    /// What a budget lowers.
    var labelError: LabelError {
        LabelError(bounds: DifficultyBounds(easyAbove: easyAbove, hardBelow: hardBelow))
    }

    /// The part of the budget that the questions of a range get, by their number: all parts together
    /// are the budget.
    func budget(of range: Range<Int>, among count: Int) -> Int {
        let total = min(count, limit ?? .max)
        guard budget > 0, total > 0 else { return 0 }
        func until(_ place: Int) -> Int {
            Int(Int128(budget) * Int128(min(place, total)) / Int128(total))
        }
        return until(range.upperBound) - until(range.lowerBound)
    }

    /// How the draws of answers are portioned. Where nothing steers them, a portion is what a batch
    /// of the embedded policy is best at, and what a kill may cost.
    var drawPlan: DrawPlan {
        DrawPlan(wanted: draws, waves: stop == .none ? [8] : waves)
    }
}

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
    let policy: PolicySettings
    let grader: Grader
    let questions: QuestionCache

    var behaviourVersion: Int { 2 }
    var surroundings: JSONValue {
        var members = grader.keyMaterial.objectValue ?? []
        if policy.kind != .embedded { members.append(.init("policy", policy.parameters)) }
        return .object(members)
    }

    func plan(_ context: StageContext) async throws(Fault) -> [UnitPlan] {
        let count = try await splitQuestions(context.inputs).count
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
        let steering = ["stop", "waves", "certainty", "easy_above", "hard_below"]
        let isSteered = settings.stop != .none
        let drawing = (specification.parameters.objectValue ?? []).filter {
            !["policy", "questions"].contains($0.name)
                && (isSteered || !steering.contains($0.name))
        }
        let readsResponses = settings.passes.contains { $0.kind == .description }
        return [
            "settings": .object(drawing), "inputs": .object(inputs),
            "policy": policy.kind == .embedded ? .null : policy.parameters,
            "seed": .integer(context.seed.value),
            "grader": isSteered ? grader.keyMaterial : .null,
            "format": readsResponses ? .string(grader.format.rawValue) : .null,
        ]
    }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        let range = try UnitRanges.range(unit)
        let part = Array(try await splitQuestions(context.inputs)[range])
        let asked = max(0, min(part.count, (settings.limit ?? .max) - range.lowerBound))
        return try await RolloutUnit(
            settings: settings, grader: grader, source: try source(context), context: context
        ).run(part, asked: asked)
    }

    /// Where the unit's policies come from, by the kind of policy that the manifest names.
    private func source(_ context: UnitContext) throws(Fault) -> any PolicySource {
        switch policy.kind {
        case .embedded: return try EmbeddedSource(settings, context)
        case .endpoint, .batch, .recorded:
            throw Fault(
                .internalError, "no policy of the kind `\(policy.kind.rawValue)` can be asked yet")
        }
    }

    func merge(
        _ units: [UnitArtifact], _ context: MergeContext
    ) async throws(Fault) -> MergeOutcome {
        let ordered = try UnitRanges.ordered(units).map(\.artifact)
        return try RolloutMerge(
            settings: settings, grader: grader, provenance: try provenance(context)
        ).join(ordered, into: context.folder)
    }

    /// How responses were drawn and graded, as far as it can change what they are.
    private func provenance(_ context: MergeContext) throws(Fault) -> JSONValue {
        let model = context.inputs.optional("policy")?.receipt.key.hex
        return [
            "model": model.map { .string($0) } ?? .null,
            "policy": policy.kind == .embedded ? .null : policy.parameters,
            "sampling": [
                "temperature": .real(settings.temperature), "top_p": .real(settings.topShare),
                "seed": .integer(context.seed.value),
            ],
            "grader": grader.keyMaterial,
        ]
    }

    /// The questions of the split, in table order.
    private func splitQuestions(_ inputs: StageInputs) async throws(Fault) -> [Question] {
        try await questions.questions(of: try inputs.one("questions"), split: settings.split)
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

    /// How the draws of answers are portioned.
    var drawPlan: DrawPlan {
        stop == .none ? DrawPlan(wanted: draws) : DrawPlan(wanted: draws, waves: waves)
    }
}

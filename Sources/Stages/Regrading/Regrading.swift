public import Engine
import Grading
import Manifests
public import Records
import Sampling
import Storage

/// What another grader says of the responses that a rollout stage has stored. Nothing is drawn.
public struct Regrading: Sendable {
    /// The rollout stage.
    public let stage: String
    /// The grader of the stored verdicts, and the other.
    public let graders: (old: String, new: String)
    /// Verdicts, of all kinds of rollouts.
    public private(set) var verdicts = ConfusionMatrix(
        of: "verdicts", labels: Verdict.allCases.map(\.rawValue))
    /// Labels by PeBR-R1's rule.
    public private(set) var labels = ConfusionMatrix(
        of: "labels", labels: Difficulty.allCases.map(\.rawValue))
    /// Why the run cannot go on from the stored responses with the other grader; nothing if it can.
    public let obstacle: String?

    /// Grades what a rollout stage of a plan has published as that of another plan would.
    ///
    /// - Throws: a `Fault` if the tables cannot be read.
    init(
        _ artifact: Artifact, _ old: RolloutStage, _ new: RolloutStage, obstacle: String?
    ) throws(Fault) {
        stage = old.name
        graders = (old.grader.identifier, new.grader.identifier)
        self.obstacle = obstacle
        var questions: [[UInt8]: Question] = [:]
        try TableReader.forEach(Question.self, from: artifact.path("questions.jsonl")) {
            questions[Array($0.id.utf8)] = $0
        }
        var before: [Rollout] = []
        var after: [Rollout] = []
        try ParquetTableReader.forEach(
            Rollout.self, from: artifact.path("rollouts.parquet")
        ) { rollout throws(Fault) in
            guard let question = questions[Array(rollout.question.utf8)] else {
                throw Fault(.badInput, "a rollout of `\(rollout.question)`, which was not asked")
            }
            let verdict = Regrading.verdict(on: rollout, of: question, by: new.grader)
            verdicts.add(rollout.verdict.rawValue, verdict.rawValue)
            guard rollout.kind == .answer else { return }
            // The texts are not needed for labels.
            var light = rollout
            light.response = ""
            before.append(light)
            light.verdict = verdict
            after.append(light)
        }
        try label(before, after, artifact)
    }

    /// A verdict that came with a recorded response stays: its text may be cut.
    private static func verdict(
        on rollout: Rollout, of question: Question, by grader: Grader
    ) -> Verdict {
        if rollout.grader == Rollout.recordedGrader { return rollout.verdict }
        return grader.grade(
            rollout.response, finishReason: rollout.finishReason, gold: question.answer,
            choices: question.choices
        ).verdict
    }

    private mutating func label(
        _ before: [Rollout], _ after: [Rollout], _ artifact: Artifact
    ) throws(Fault) {
        let groups = try ParquetTableReader.read(
            DrawGroup.self, from: artifact.path("groups.parquet"))
        let missing = try ParquetTableReader.read(
            MissingDraw.self, from: artifact.path("missing.parquet"))
        let table = PassRateTable(rule: .pebr, allowsMixedProvenance: true)
        let old = try table.passRates(of: groups, rollouts: before, missing: missing)
        let new = try table.passRates(of: groups, rollouts: after, missing: missing)
        for (old, new) in zip(old, new) {
            labels.add(old.difficulty.rawValue, new.difficulty.rawValue)
        }
    }

    /// As text for a person.
    public var lines: [String] {
        ["\(stage): \(graders.old) -> \(graders.new)"] + verdicts.lines + labels.lines
    }

    /// As an object.
    public var json: JSONValue {
        [
            "stage": .string(stage), "old_grader": .string(graders.old),
            "new_grader": .string(graders.new), "verdicts": verdicts.json, "labels": labels.json,
            "changed_verdicts": .integer(verdicts.changedCount),
            "changed_labels": .integer(labels.changedCount),
            "obstacle": obstacle.map { .string($0) } ?? .null,
        ]
    }
}

extension StageFactory {
    /// What the graders of another plan say of what the rollout stages of a plan have published.
    ///
    /// - Parameters:
    ///   - plan: the run as it was.
    ///   - other: the same run with another grader.
    ///   - stage: the only stage to look at; nothing for all rollout stages.
    /// - Throws: a `Fault` if there is no rollout stage, or one is not done.
    public static func regradings(
        of plan: RunPlan, as other: RunPlan, stage: String?
    ) throws(Fault) -> [Regrading] {
        var result: [Regrading] = []
        for planned in plan.stages {
            guard let old = planned.stage as? RolloutStage, stage == nil || stage == old.name,
                let changed = other.stages.first(where: { $0.name == old.name }),
                let new = changed.stage as? RolloutStage
            else { continue }
            guard let artifact = plan.artifact(of: planned) else {
                throw Fault(
                    .noInput, "the stage `\(old.name)` of the run `\(plan.name)` is not done",
                    remedy: "`pipeline resume \(plan.name)` goes on with it")
            }
            result.append(
                try Regrading(artifact, old, new, obstacle: obstacle(planned, changed, old)))
        }
        guard result.isEmpty else { return result }
        throw Fault(
            .usage,
            stage.map { "the run `\(plan.name)` has no rollout stage `\($0)`" }
                ?? "the run `\(plan.name)` has no rollout stage")
    }

    /// The value of a manifest's `grader` that compares answers as a name such as `strict@1` says, and
    /// does the rest as the rollout stages of a plan.
    ///
    /// - Throws: a `Fault` that lists the names there are if this is none.
    public static func graderSetting(
        _ name: String, tolerance: Double?, like plan: RunPlan
    ) throws(Fault) -> String {
        let equivalence = try Equivalence(name).identifier.prefix { $0 != "@" }
        let isWhole = plan.stages.contains {
            ($0.stage as? RolloutStage)?.grader.gradesWholeResponse == true
        }
        let share = tolerance.map { JSONValue.real($0).serialized } ?? "~"
        return "{equivalence: \(equivalence), tolerance: \(share), whole_response: \(isWhole)}"
    }

    private static func obstacle(
        _ old: PlannedStage, _ new: PlannedStage, _ stage: RolloutStage
    ) -> String? {
        if stage.settings.stop != .none {
            return "verdicts decided how much was drawn (stop: \(stage.settings.stop.rawValue)), "
                + "so the run draws again what the other grader needs"
        }
        let isSame = zip(old.inputs, new.inputs).allSatisfy { $0.key == $1.key }
        return isSame
            ? nil : "what answered was trained with the old grader, so the run trains it again"
    }
}

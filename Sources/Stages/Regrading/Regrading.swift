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
        let walk = try RolloutWalk(all: artifact.folder)
        var labeller = Labeller(Labelling(rule: .pebr))
        while let draws = try walk.next() {
            var changed = draws
            for place in draws.answers.indices {
                regrade(&changed.answers[place], of: draws.question, by: new.grader)
            }
            for other in draws.blind + draws.described {
                var other = other
                regrade(&other, of: draws.question, by: new.grader)
            }
            let before = try evidence(draws, old.grader)
            let after = try evidence(changed, new.grader)
            labels.add(
                labeller.passRate(of: before).difficulty.rawValue,
                labeller.passRate(of: after).difficulty.rawValue)
        }
    }

    /// A verdict that came with a recorded response stays: its text may be cut.
    private mutating func regrade(
        _ rollout: inout Rollout, of question: Question, by grader: Grader
    ) {
        let old = rollout.verdict
        if rollout.grader != Rollout.recordedGrader {
            let graded = grader.grade(
                rollout.response, finishReason: rollout.finishReason, gold: question.answer,
                choices: question.choices)
            rollout.answer = graded.answer
            rollout.verdict = graded.verdict
            rollout.isRightButFormat = grader.isRightButFormat(
                rollout.response, verdict: graded.verdict, gold: question.answer,
                choices: question.choices)
        }
        verdicts.add(old.rawValue, rollout.verdict.rawValue)
    }

    private func evidence(
        _ draws: QuestionDraws, _ grader: Grader
    ) throws(Fault) -> GroupEvidence {
        try GroupEvidence(draws) { first, other in
            grader.isSame(first, other, of: draws.question)
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
        if stage.settings.isSteered {
            return "verdicts decided how much was drawn (stop: \(stage.settings.stop.rawValue), "
                + "budget: \(stage.settings.budget)), "
                + "so the run draws again what the other grader needs"
        }
        let isSame = zip(old.inputs, new.inputs).allSatisfy { $0.key == $1.key }
        return isSame
            ? nil : "what answered was trained with the old grader, so the run trains it again"
    }
}

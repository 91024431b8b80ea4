import Engine
import Grading
import Handoff
import Manifests
import Records
import Rewards
import Storage

/// `export`: a phase as a folder that another trainer can run.
struct ExportStage: SingleUnitStage {
    let specification: StageSpecification
    let settings: ExportSettings
    let grader: Grader

    var unitName: String { "export" }
    var behaviourVersion: Int { 1 }
    var surroundings: JSONValue { grader.keyMaterial }

    private var handoff: PhaseHandoff {
        PhaseHandoff(
            phase: settings.phase, target: settings.trainer, settings: settings.training,
            reward: RewardFile(RewardRecipe(settings.reward), grader: grader),
            instruction: Instruction(before: settings.before, behind: settings.behind))
    }

    /// Settings that the trainer would refuse are told before the stages that the phase comes from are
    /// waited for.
    func prepare() throws(Fault) { try refuse(handoff.settingsFaults) }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        let name = settings.sample == .control ? settings.phase + ".control" : settings.phase
        let phase = try context.inputs.one("curriculum").path("phases/\(name).jsonl")
        let shards = ShardReader(
            shardFolder: try context.inputs.one("questions").path("shards"))
        let outcome = try handoff.write(
            to: context.folder,
            questions: { (take: (Question) throws(Fault) -> Void) throws(Fault) in
                try TableReader.forEach(Question.self, from: phase) { question throws(Fault) in
                    try context.checkCancellation()
                    try take(question)
                }
            },
            bytes: { picture throws(Fault) in try shards.bytes(of: picture, isVerified: true) })
        try refuse(outcome.faults)
        return UnitOutcome(
            accounting: Accounting(inputs: outcome.rowCount, outputs: outcome.rowCount),
            details: [
                "trainer": .string(settings.trainer.rawValue),
                "steps": .integer(outcome.stepCount),
                "pictures": .integer(outcome.pictureCount),
                "summary": [
                    .string(
                        "\(outcome.rowCount) questions and \(outcome.pictureCount) pictures for "
                            + "\(settings.trainer.facts.name): \(outcome.stepCount) steps")
                ],
            ])
    }

    /// All that is wrong, as one fault at the stage's place.
    private func refuse(_ faults: [Fault]) throws(Fault) {
        guard let first = faults.first else { return }
        let others = faults.dropFirst().map { fault in
            "; \(fault.message)" + (fault.remedy.map { " (\($0))" } ?? "")
        }
        throw Fault(
            .badInput,
            "phase `\(settings.phase)` cannot be handed to \(settings.trainer.facts.name): "
                + first.message + others.joined(),
            remedy: first.remedy, location: specification.location(of: "trainer"))
    }
}

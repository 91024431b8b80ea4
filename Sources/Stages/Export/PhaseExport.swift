import Engine
import Grading
import HTTP
import Handoff
import Manifests
import Records
import Rewards
import Storage

/// What `export` and `train` by another trainer share: a phase is written as the trainer's folder.
struct PhaseExport {
    let specification: StageSpecification
    let settings: ExportSettings
    let grader: Grader
    let prompt: ExportPrompt

    private var handoff: PhaseHandoff {
        PhaseHandoff(
            phase: settings.phase, target: settings.trainer, settings: settings.training,
            reward: RewardFile(
                RewardRecipe(settings.reward), grader: grader,
                descriptionLeak: settings.reward.descriptionLeak.rule,
                embeddings: settings.embeddings.map { EmbeddingServer($0) }),
            instruction: prompt.instruction)
    }

    /// Settings that the trainer would refuse are told before the stages that the phase comes from are
    /// waited for.
    func prepare() throws(Fault) { try refuse(handoff.settingsFaults + secondPassFaults) }

    /// A second pass that is asked for otherwise than the trainer's.
    private var secondPassFaults: [Fault] {
        let facts = settings.trainer.facts
        guard facts.hasSecondPass, settings.reward.secondPass == .greedy else { return [] }
        return [
            Fault(
                .badInput,
                "`second_pass` is greedy, and \(facts.name) draws it at the temperature of training",
                remedy: "leave `second_pass` out")
        ]
    }

    /// Makes sure that the key of the server of embeddings is in the environment, where this process
    /// starts the trainer.
    ///
    /// - Throws: a `Fault` at the place of the variable's name.
    func checkKey() throws(Fault) {
        guard let embeddings = settings.embeddings, settings.reward.alignment > 0 else { return }
        try APIKey.check(
            embeddings.keyVariable, for: embeddings.url,
            at: specification.location(of: "embeddings.api_key"))
    }

    /// What is in a folder without being in the stage's key: how the server of embeddings is reached.
    var reach: JSONValue {
        guard let server = handoff.reward.embeddings else { return .null }
        return [
            "url": .string(server.url), "timeout": .real(server.timeout / .seconds(1)),
            "api_key": server.keyVariable.map { .string($0) } ?? .null,
        ]
    }

    /// Writes how responses are scored into the folder of an earlier attempt.
    func rewriteReward(in folder: String) throws(Fault) { try handoff.rewriteReward(in: folder) }

    /// The phase's table of questions.
    func table(_ inputs: StageInputs) throws(Fault) -> String {
        let name = settings.sample == .control ? settings.phase + ".control" : settings.phase
        return try inputs.one("curriculum").path("phases/\(name).jsonl")
    }

    /// Writes the folder.
    ///
    /// - Throws: a `Fault` that names all that is wrong with the phase.
    func write(
        to folder: String, _ context: UnitContext
    ) async throws(Fault) -> PhaseHandoff.Outcome {
        let phase = try table(context.inputs)
        let shards = ShardReader(
            shardFolder: try context.inputs.one("questions").path("shards"))
        let outcome = try handoff.write(
            to: folder,
            questions: { (take: (Question) throws(Fault) -> Void) throws(Fault) in
                try TableReader.forEach(Question.self, from: phase) { question throws(Fault) in
                    try context.checkCancellation()
                    try take(try prompt.shown(question))
                }
            },
            bytes: { picture throws(Fault) in try shards.bytes(of: picture, isVerified: true) })
        try refuse(outcome.faults)
        return outcome
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

import Engine
import Manifests
import Records
import Rollouts
import Training

/// The embedded model: of the `train` stage that the rollout stage names, or of a checkpoint's folder.
struct EmbeddedRolloutPolicy: RolloutPolicy {
    private let settings: RolloutSettings
    /// The folder, where no stage trained the model.
    private let folder: String?
    /// A trained model is one of the stage's inputs.
    let keyMaterial: JSONValue

    /// - Throws: a `Fault`, at its place in the manifest, where a checkpoint cannot be read.
    init(
        _ run: RunSpecification, _ settings: RolloutSettings, _ workspace: Workspace
    ) throws(Fault) {
        self.settings = settings
        let isStages = settings.policy.map { run.stage($0) != nil } ?? false
        guard !isStages, let path = run.policy.checkpoint else {
            folder = nil
            keyMaterial = .null
            return
        }
        let folder = run.path(path, givenAt: "policy.checkpoint")
        // It holds the digests of all other files.
        let digest = try Fault.located(at: run.locations["policy.checkpoint"]) {
            () throws(Fault) in
            try workspace.digests.digest(ofFile: folder + "/checkpoint.json")
        }
        keyMaterial = ["checkpoint": .string(digest.hex)]
        self.folder = folder
    }

    private func checkpoint(_ inputs: StageInputs) throws(Fault) -> Checkpoint {
        if let folder { return try Checkpoint(folder) }
        return try TrainingRun.checkpoint(of: try inputs.one("policy"))
    }

    func source(
        _ context: UnitContext, questions: [Question]
    ) throws(Fault) -> any PolicySource {
        EmbeddedSource(
            try checkpoint(context.inputs).policy(),
            shardFolder: try context.inputs.one("questions").path("shards"),
            temperature: settings.temperature, topShare: settings.topShare,
            seed: context.seed.deriving("rollout"), jobs: context.jobs)
    }

    func provenance(_ context: MergeContext) throws(Fault) -> [JSONValue.Member] {
        let model =
            folder == nil
            ? try context.inputs.one("policy").receipt.key.hex
            : try checkpoint(context.inputs).modelDigest
        return [
            .init("model", .string(model)), .init("template", "embedded"),
            .init("pictures", "embedded"),
        ]
    }
}

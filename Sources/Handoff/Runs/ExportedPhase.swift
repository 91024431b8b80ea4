public import Records
import Storage

/// A phase that was exported, as its folder's `manifest.json` tells.
public struct ExportedPhase: Sendable, Hashable {
    /// The folder.
    public var folder: String
    /// Who trains it.
    public var target: TrainerTarget
    /// The GPUs that train it.
    public var gpus: Int
    /// Training steps that the trainer will count.
    public var steps: Int
    /// The rows.
    public var rowCount: Int
    /// Questions of a rollout batch.
    public var rolloutBatch: Int
    /// Responses to a question.
    public var group: Int
    /// How often the phase is gone through.
    public var epochs: Int
    /// Steps, as the trainer counts them, that go with a rollout batch.
    public var updatesPerBatch: Int
    /// Whether the trainer keeps the rows' order.
    public var keepsOrder: Bool

    /// The file in a run folder that gets a line for each response that was scored.
    static let rewardLog = "rewards.jsonl"

    /// Responses of a rollout batch.
    public var responsesPerBatch: Int { rolloutBatch * group }

    /// Responses that were drawn for the steps up to one.
    func responseCount(before step: Int) -> Int { step / updatesPerBatch * responsesPerBatch }

    /// Reads a folder that an `export` stage published, or a copy of it.
    ///
    /// - Throws: a `Fault` where it is none.
    public init(folder: String) throws(Fault) {
        let path = "\(folder)/manifest.json"
        guard try FileSystem.status(path)?.kind == .file else {
            throw Fault(
                .noInput, "`\(folder)` is no exported phase: it has no `manifest.json`",
                remedy: "`pipeline inspect RUN/STAGE` tells where an `export` stage's folder is")
        }
        let json = try JSONReader.parse(file: path)
        guard let target = json["trainer"]?.stringValue.flatMap({ TrainerTarget(rawValue: $0) }),
            let gpus = json["gpus"]?.integerValue, gpus > 0,
            let steps = json["steps"]?.integerValue,
            let rowCount = json["rows"]?.integerValue,
            let rolloutBatch = json["rollout_batch"]?.integerValue, rolloutBatch > 0,
            let group = json["group"]?.integerValue, group > 0,
            let epochs = json["epochs"]?.integerValue, epochs > 0,
            let updatesPerBatch = json["steps_per_batch"]?.integerValue, updatesPerBatch > 0,
            let keepsOrder = json["keeps_order"]?.boolValue
        else {
            throw Fault(
                .badInput, "`\(path)` is not as an `export` stage writes it",
                remedy: "export the phase again")
        }
        self.folder = folder
        self.target = target
        self.gpus = gpus
        self.steps = steps
        self.rowCount = rowCount
        self.rolloutBatch = rolloutBatch
        self.group = group
        self.epochs = epochs
        self.updatesPerBatch = updatesPerBatch
        self.keepsOrder = keepsOrder
    }

    /// What its trainer left in a run folder, judged from the files.
    ///
    /// - Throws: a `Fault` where the folder cannot be read.
    public func state(of run: String) throws(Fault) -> RunFolderState {
        try RunFolderReader(target, worldSize: gpus).read(run)
    }

    /// Lets the trainer's tracker name a checkpoint, for a trainer that goes on from nothing else.
    func point(_ run: String, to checkpoint: RunCheckpoint) throws(Fault) {
        guard target.facts.checkpoints == .deepSpeed,
            let name = checkpoint.path.split(separator: "/").last
        else { return }
        try FileSystem.write(
            Array(name.utf8), to: "\(run)/\(LaunchPlan.saveFolder)/_actor/latest")
    }

    /// What is to be done next in a run folder of that state, as a person reads it: a sentence and the
    /// command.
    public func next(_ state: RunFolderState, run: String) -> (sentence: String, command: String) {
        let launch = "bash \(ShellWord.quoted("\(folder)/launch.sh"))"
        let place = ShellWord.quoted(run)
        guard let newest = state.newest else {
            return ("There is no whole checkpoint: the phase begins.", "\(launch) \(place)")
        }
        guard newest.step < steps else {
            if let weights = newest.weights {
                return (
                    "The phase is done. The next begins with its weights:",
                    "bash NEXT_PHASE/launch.sh NEXT_RUN --model \(ShellWord.quoted(weights))"
                )
            }
            return (
                "The phase is done. The next needs its weights in one piece:",
                target.facts.checkpoints == .easyR1 || target.facts.checkpoints == .easyR1Text
                    ? "bash \(ShellWord.quoted("\(folder)/merge.sh")) "
                        + ShellWord.quoted(newest.path)
                    : "save the weights as Hugging Face's libraries do, and look again"
            )
        }
        guard let resumable = state.resumable else {
            return (
                "No checkpoint can be gone on with: the phase begins anew, in another folder.",
                "\(launch) ANOTHER_RUN"
            )
        }
        return (
            "The phase stands at step \(resumable.step) of \(steps). It goes on:",
            "\(launch) \(place) --resume \(ShellWord.quoted(resumable.path))"
        )
    }
}

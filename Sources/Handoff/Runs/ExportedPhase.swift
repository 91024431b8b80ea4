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
            let steps = json["steps"]?.integerValue
        else {
            throw Fault(
                .badInput, "`\(path)` is not as an `export` stage writes it",
                remedy: "export the phase again")
        }
        self.folder = folder
        self.target = target
        self.gpus = gpus
        self.steps = steps
    }

    /// What its trainer left in a run folder, judged from the files.
    ///
    /// - Throws: a `Fault` where the folder cannot be read.
    public func state(of run: String) throws(Fault) -> RunFolderState {
        try RunFolderReader(target, worldSize: gpus).read(run)
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

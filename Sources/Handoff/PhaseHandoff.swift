public import Records
import Storage

/// A phase of a curriculum as a folder that a trainer can run: rows, pictures, reward, configuration,
/// and the script that starts it.
public struct PhaseHandoff: Sendable {
    /// The phase's name.
    public var phase: String
    /// Who trains it.
    public var target: TrainerTarget
    /// How it is trained.
    public var settings: TrainerSettings
    /// How responses are scored.
    public var reward: RewardFile
    /// What stands around each question.
    public var instruction: Instruction

    /// What came of writing it.
    public struct Outcome: Sendable, Equatable {
        /// What is wrong, most general first; empty if the folder can be published.
        public var faults: [Fault] = []
        /// The rows.
        public var rowCount = 0
        /// The files of pictures.
        public var pictureCount = 0
        /// Training steps, as the trainer counts them.
        public var stepCount = 0
        /// Rows behind the last whole batch, which no pass over the phase trains.
        public var leftBehind = 0
    }

    /// A hand-off.
    public init(
        phase: String, target: TrainerTarget, settings: TrainerSettings, reward: RewardFile,
        instruction: Instruction = Instruction()
    ) {
        self.phase = phase
        self.target = target
        self.settings = settings
        self.reward = reward
        self.instruction = instruction
    }

    /// Settings that the trainer refuses, whatever the questions.
    public var settingsFaults: [Fault] {
        SettingsCheck(self).faults(rowCount: settings.rolloutBatch)
    }

    /// Writes the folder, or says all that is wrong.
    ///
    /// What a trainer would refuse, drop or misread is found here: afterwards a GPU would pay for it.
    ///
    /// - Parameters:
    ///   - folder: a folder that is not published yet.
    ///   - questions: calls its argument with the phase's questions in training order.
    ///   - bytes: the bytes of a picture, as its source wrote them.
    /// - Throws: a `Fault` where something cannot be read or written.
    public func write(
        to folder: String,
        questions: ((Question) throws(Fault) -> Void) throws(Fault) -> Void,
        bytes: @escaping (Picture) throws(Fault) -> [UInt8]
    ) throws(Fault) -> Outcome {
        try FileSystem.createFolder(folder)
        var check = ContractCheck(self)
        var data = try PhaseData(
            phase: phase, for: target, in: folder, labelsNamePictures: reward.needsPictures,
            bytes: bytes)
        try questions { question throws(Fault) in
            guard let text = check.text(of: question) else { return }
            for picture in question.pictures {
                check.look(at: picture, try bytes(picture), of: question)
            }
            try data.add(question, text: text)
        }
        try data.close()
        let summary = data.summary
        let manifest = HandoffManifest(
            phase: phase, target: target, settings: settings, data: summary)
        let outcome = Outcome(
            faults: check.faults, rowCount: summary.rowCount, pictureCount: summary.pictureCount,
            stepCount: manifest.stepCount,
            leftBehind: summary.rowCount % max(1, settings.rolloutBatch))
        if outcome.faults.isEmpty { try writeFiles(to: folder, manifest) }
        return outcome
    }

    /// Writes how responses are scored into a folder that an earlier attempt left: a server may be
    /// somewhere else by now.
    ///
    /// - Throws: a `Fault` where the folder cannot be written.
    public func rewriteReward(in folder: String) throws(Fault) {
        try RewardModule.write(reward, to: folder)
        try HandoffManifest.renew(RewardModule.files, in: folder)
    }

    private func writeFiles(to folder: String, _ manifest: HandoffManifest) throws(Fault) {
        func write(_ text: String, _ name: String) throws(Fault) {
            try BufferedFile.write(Array(text.utf8), to: "\(folder)/\(name)")
        }
        try RewardModule.write(reward, to: folder)
        let plan = LaunchPlan(target, settings, mostPictures: manifest.data.mostPictures)
        if let file = plan.file { try write(file.text, file.name) }
        try write(LaunchScript(phase: phase, target, plan, settings).text, "launch.sh")
        try write(LaunchScript.batch(phase: phase, settings), "launch.sbatch")
        if target.facts.instructionPlace == .template {
            try write(instruction.template, Instruction.templateFile)
        }
        for (name, bytes) in programs {
            try BufferedFile.write(bytes, to: "\(folder)/\(name)")
        }
        try manifest.write(to: folder)
    }

    /// Our own programs that the trainer's launch needs.
    private var programs: [(name: String, bytes: [UInt8])] {
        let facts = target.facts
        var programs: [(name: String, bytes: [UInt8])] = []
        if facts.pathRoot == .none { programs.append(("place.py", PackageResources.place_py)) }
        if target == .trl { programs.append(("train.py", PackageResources.train_py)) }
        if !facts.savesLoadableWeights {
            programs.append(("merge.sh", PackageResources.merge_sh))
        }
        return programs
    }
}

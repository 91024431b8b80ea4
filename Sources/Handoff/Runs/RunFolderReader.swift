public import Records
import Storage

/// Judges from a run folder's files how far a trainer got.
///
/// A trainer's word is not taken for it: trackers are written apart from what they name, not in one
/// step, and an exit status says nothing of the disk. A checkpoint is whole if every file is there
/// that the trainer writes, and none is cut off.
public struct RunFolderReader: Sendable {
    private let layout: TargetFacts.CheckpointLayout
    private let worldSize: Int

    /// A reader of what a trainer saves.
    ///
    /// - Parameters:
    ///   - target: the trainer.
    ///   - worldSize: the processes that would go on: sharded checkpoints are for as many as wrote
    ///     them.
    public init(_ target: TrainerTarget, worldSize: Int) {
        layout = target.facts.checkpoints
        self.worldSize = worldSize
    }

    /// The state of a run folder; an empty one if the trainer has saved nothing.
    ///
    /// - Throws: a `Fault` where a folder cannot be read.
    public func read(_ run: String) throws(Fault) -> RunFolderState {
        let folder = "\(run)/\(LaunchPlan.saveFolder)"
        guard try FileSystem.status(folder)?.kind == .folder else { return RunFolderState() }
        var state = RunFolderState()
        let inner = layout == .deepSpeed ? "\(folder)/_actor" : folder
        var steps: [(number: Int, name: String)] = []
        if try FileSystem.status(inner)?.kind == .folder {
            for name in try FileSystem.list(inner) {
                if let number = RunFolderReader.number(of: name, behind: prefix) {
                    steps.append((number, name))
                }
            }
        }
        for step in steps.sorted(by: { $0.number > $1.number }) {
            let path = "\(inner)/\(step.name)"
            let found =
                switch layout {
                case .easyR1, .easyR1Text:
                    try ShardedCheckpoint(position: "dataloader.pt", worldSize)
                        .judge(path, step.number)
                case .verl:
                    try ShardedCheckpoint(position: "data.pt", worldSize).judge(path, step.number)
                case .transformers:
                    try TransformersCheckpoint(worldSize).judge(path, step.number)
                case .deepSpeed:
                    try DeepSpeedCheckpoint(worldSize)
                        .judge(path, step.number, weights: "\(folder)/\(step.name)_hf")
                }
            switch found {
            case .whole(let checkpoint): state.checkpoints.append(checkpoint)
            case .broken where state.newest != nil && isRemains(path): break
            case .broken(let problem): state.notes.append("\(step.name) is not whole: \(problem)")
            }
        }
        if let note = try CheckpointTracker(layout).note(in: inner, steps: steps.map(\.number)) {
            state.notes.append(note)
        }
        return state
    }

    /// Whether a folder is what verl leaves of an old checkpoint that it has removed.
    private func isRemains(_ path: String) -> Bool {
        layout == .verl && (try? FileSystem.status("\(path)/actor")) == .some(nil)
    }

    private var prefix: String {
        switch layout {
        case .easyR1, .easyR1Text, .verl: "global_step_"
        case .transformers: "checkpoint-"
        case .deepSpeed: "global_step"
        }
    }

    /// The number behind a prefix; nothing for other names.
    static func number(of name: String, behind prefix: String) -> Int? {
        guard name.hasPrefix(prefix) else { return nil }
        let digits = name.utf8.dropFirst(prefix.utf8.count)
        guard !digits.isEmpty, digits.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
        return Int(name.dropFirst(prefix.count))
    }
}

public import Records

/// How a run stands, read from its folder without touching it.
public struct RunStatus: Sendable {
    /// The state of a run.
    public enum State: Sendable, Hashable {
        /// A process works on it.
        case running(RunLock.Holder)
        /// Every stage is published.
        case done
        /// What was asked for is done, which was not all of it.
        case partlyDone
        /// It was stopped, by a signal or a kill.
        case interrupted
        /// A stage failed.
        case failed(String)
    }

    /// The state of a stage.
    public enum StageState: String, Sendable, Hashable {
        /// It is published.
        case done
        /// It is being worked on.
        case running
        /// It was begun, and stopped.
        case unfinished
        /// Units of it failed, or it did.
        case failed
        /// It was not begun.
        case waiting
    }

    /// A stage and how it stands.
    public struct Stage: Sendable {
        /// The stage's name.
        public var name: String
        /// Its kind.
        public var kind: String
        /// How it stands.
        public var state: StageState
        /// What it published.
        public var artifact: Artifact?
        /// How many units it has, if it was begun.
        public var unitCount: Int?
        /// How many of them are done.
        public var unitsDone: Int
        /// How many of them failed in the last session.
        public var unitsFailed: Int
        /// The progress of the unit that last spoke.
        public var progress: UnitProgress? = nil
    }

    /// The run's folder.
    public let folder: RunFolder
    /// What the run consists of.
    public let record: RunRecord
    /// How it stands.
    public let state: State
    /// Its stages, in the order in which they run.
    public let stages: [Stage]

    /// When its last session began; nothing if that was not recorded.
    public let started: Timestamp?
    /// When its last session said something last.
    public let latest: Timestamp?

    /// Whether every stage is published.
    public var isComplete: Bool { stages.allSatisfy { $0.state == .done } }

    /// How a run stands; nothing if it never started.
    ///
    /// - Throws: a `Fault` if its folder cannot be read.
    public static func read(_ folder: RunFolder, in workspace: Workspace) throws(Fault)
        -> RunStatus?
    {
        guard let record = try RunRecord.read(in: folder) else { return nil }
        let holder = RunLock.currentHolder(folder)
        let session = try StatusSnapshot.current(folder)
        var stages: [Stage] = []
        for stage in record.stages {
            stages.append(
                status(
                    of: stage, artifact: workspace.artifact(kind: stage.kind, key: stage.key),
                    isRunning: holder != nil, session.stages.last { $0.name == stage.name }))
        }
        let state: State
        if let holder {
            state = .running(holder)
        } else if stages.allSatisfy({ $0.state == .done }) {
            state = .done
        } else {
            switch session.end {
            case .runFailed: state = .failed(session.message ?? "")
            case .runFinished: state = .partlyDone
            default: state = .interrupted
            }
        }
        return RunStatus(
            folder: folder, record: record, state: state, stages: stages,
            started: session.start, latest: session.latest)
    }

    /// Every run of a workspace, sorted by name.
    ///
    /// - Throws: a `Fault` if a folder cannot be read.
    public static func all(in workspace: Workspace) throws(Fault) -> [RunStatus] {
        var result: [RunStatus] = []
        for folder in try RunFolder.all(in: workspace) {
            if let status = try read(folder, in: workspace) { result.append(status) }
        }
        return result
    }

    private static func status(
        of stage: RunRecord.Stage, artifact: Artifact?, isRunning: Bool,
        _ session: SessionProgress.Stage?
    ) -> Stage {
        if let artifact {
            let count = artifact.receipt.unitCount
            return Stage(
                name: stage.name, kind: stage.kind, state: .done, artifact: artifact,
                unitCount: count, unitsDone: count, unitsFailed: 0)
        }
        var state = StageState.waiting
        switch session?.end {
        case .failed: state = .failed
        case .skipped, .finished: break
        case nil where session != nil: state = isRunning ? .running : .unfinished
        case nil: break
        }
        return Stage(
            name: stage.name, kind: stage.kind, state: state, artifact: nil,
            unitCount: session?.unitCount, unitsDone: session?.unitsDone ?? 0,
            unitsFailed: session?.unitsFailed ?? 0, progress: session?.progress)
    }
}

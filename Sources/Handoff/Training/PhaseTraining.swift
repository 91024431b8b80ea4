import Processes
public import Records
import Storage

/// Trains an exported phase in a run folder, from wherever it stands to its end.
///
/// What was done is read from the disk alone, so that it can be stopped or killed at any moment and called
/// again. A trainer that came further is tried again by whoever calls; one that ended before it did
/// anything would end again.
public struct PhaseTraining: Sendable {
    /// The phase.
    public var phase: ExportedPhase
    /// The run folder, an absolute path.
    public var run: String
    /// What it starts from, where that is not what the phase says: a folder of weights, or a name.
    public var model: String?
    /// The environment of the trainer, each `NAME=value`.
    public var environment: [String]
    /// The file that what the trainer prints is appended to.
    public var logPath: String
    /// How long the trainer may show no sign of life; nothing for as long as it likes.
    public var stallAfter: Duration?
    /// How often the run folder is looked at.
    public var interval: Duration = .seconds(1)

    /// How far a trainer is.
    public struct Progress: Sendable {
        /// Training steps that are done.
        public var done: Int
        /// Numbers worth showing, by our names.
        public var figures: [(name: String, value: Double)]
    }

    /// What came of it.
    public struct Outcome: Sendable, Hashable {
        /// The last checkpoint.
        public var checkpoint: RunCheckpoint
        /// The step that this call went on from; 0 for the phase's beginning.
        public var resumedFrom: Int
        /// What was found that is not as the trainer leaves it, and how it ended.
        public var notes: [String]
    }

    /// A training; see the properties.
    public init(
        phase: ExportedPhase, run: String, model: String?, environment: [String],
        logPath: String, stallAfter: Duration?
    ) {
        self.phase = phase
        self.run = run
        self.model = model
        self.environment = environment
        self.logPath = logPath
        self.stallAfter = stallAfter
    }

    /// Trains to the end.
    ///
    /// - Parameter report: called now and then with how far it is.
    /// - Returns: the last checkpoint, which is whole and has weights that others can load.
    /// - Throws: a `Fault` of code `tryAgain` if the trainer ended or stalled after it had come further;
    ///   of code `interrupted` if the task was cancelled; of another code if trying again is no use.
    public func train(
        report: @escaping @Sendable (Progress) -> Void
    ) async throws(Fault) -> Outcome {
        // Workers of a trainer whose driver was killed may still be at it.
        _ = try await leftovers.end(grace: .seconds(5))
        let removed = try TrainingAttempt.discardSpoiled(phase, run: run)
        let before = try phase.state(of: run)
        var notes = removed + before.notes
        var start = 0
        if !isDone(before) {
            // A last checkpoint whose weights were not all written is written again.
            let checkpoint = before.checkpoints.first { $0.isResumable && $0.step < phase.steps }
            start = checkpoint?.step ?? 0
            notes += try await launch(checkpoint, report)
        }
        let after = try phase.state(of: run)
        guard let last = after.newest, isDone(after) else {
            throw Fault(
                .failedUnits,
                "\(phase.target.facts.name) ended without an error at step "
                    + "\(after.newest?.step ?? 0) of \(phase.steps)"
                    + (after.notes.isEmpty ? "" : ": " + after.notes.joined(separator: "; ")),
                remedy: "what it printed is in `\(logPath)`")
        }
        return Outcome(
            checkpoint: try await loadable(last), resumedFrom: start,
            notes: notes + after.notes.filter { !notes.contains($0) })
    }

    /// Whether the last step is saved, with weights that others can load if the trainer saves such.
    private func isDone(_ state: RunFolderState) -> Bool {
        guard let newest = state.newest, newest.step == phase.steps else { return false }
        return newest.weights != nil || !phase.target.facts.savesLoadableWeights
    }

    /// What the trainer started in this run folder, wherever that went: torchrun's and Ray's workers have
    /// sessions of their own.
    private var leftovers: MarkedProcesses {
        get throws(Fault) { MarkedProcesses("PIPELINE_TRAINING=\(try token)") }
    }

    /// What no other training has, on this machine or in a container beside it: made once.
    private var token: String {
        get throws(Fault) {
            let path = "\(run).token"
            if try FileSystem.status(path) == nil {
                let bits = UInt64.random(in: 0 ... .max)
                try FileSystem.write(Array(String(bits, radix: 16).utf8), to: path)
            }
            return String(decoding: try FileSystem.read(path), as: UTF8.self)
        }
    }

    /// The command that begins the phase, or goes on from a checkpoint; the run folder is made ready for
    /// it.
    private func arguments(_ checkpoint: RunCheckpoint?) throws(Fault) -> [String] {
        var arguments = ["bash", "\(phase.folder)/launch.sh", run]
        if let model { arguments += ["--model", model] }
        if let checkpoint {
            arguments += ["--resume", checkpoint.path]
            try phase.point(run, to: checkpoint)
        } else if try FileSystem.linkStatus(run) != nil {
            // Without a checkpoint to go on from, nothing in it is of use, and launchers want it empty.
            try FileSystem.remove(run)
        }
        return arguments
    }

    /// Starts the trainer and waits for its end.
    ///
    /// - Returns: what is to be told, though it came to its end.
    private func launch(
        _ checkpoint: RunCheckpoint?, _ report: @escaping @Sendable (Progress) -> Void
    ) async throws(Fault) -> [String] {
        let arguments = try arguments(checkpoint)
        let log = try ProcessLog(
            logPath, title: "$ " + arguments.map(ShellWord.quoted).joined(separator: " "))
        try TrainingAttempt(step: checkpoint?.step ?? 0, logPath: logPath, logStart: log.start)
            .write(beside: run)
        var process = ChildProcess(
            arguments, folder: phase.folder,
            environment: environment + [try leftovers.mark], logPath: logPath)
        process.grace = .seconds(30)
        let end: TrainerProcess.End
        do throws(Fault) {
            end = try await TrainerProcess(
                process: process, watch: TrainerWatch(phase, run: run, log: logPath),
                stallAfter: stallAfter, interval: interval
            ).run(report)
        } catch {
            _ = try? await leftovers.end(grace: .seconds(5))
            throw error
        }
        if end.process == .stopped, !end.isStalled, end.failure == nil {
            _ = try? await leftovers.end(grace: .seconds(5))
            throw Fault(.interrupted, "the training was stopped")
        }
        _ = try await leftovers.end(grace: .seconds(5))
        if var failure = end.failure {
            let removed = try TrainingAttempt.discardSpoiled(phase, run: run)
            failure.message = ([failure.message] + removed).joined(separator: "; ")
            let remedies = [failure.remedy, "remove `\(run)` to begin the phase anew"]
            failure.remedy = remedies.compactMap(\.self).joined(separator: "; ")
            throw failure
        }
        switch end.process {
        case .exited(0): return []
        case .stopped where end.isStalled:
            throw Fault(
                end.cameFurther ? .tryAgain : .failedUnits,
                "\(phase.target.facts.name) showed no sign of life for "
                    + "\(stallAfter.map { "\($0)" } ?? "long") and was stopped",
                remedy: "raise `stall_after` if its steps take longer; what it printed is in "
                    + "`\(logPath)`")
        case .stopped: throw Fault(.internalError, "a trainer was stopped for no reason")
        case .exited, .signalled:
            // The disk decides: some trainers stumble after their last checkpoint.
            if isDone(try phase.state(of: run)) {
                return [
                    "\(phase.target.facts.name) did not end well after its last checkpoint, which "
                        + "is whole"
                ]
            }
            var fault = ProgramFailure.fault(
                end.process, of: phase.target.facts.name, log, folder: run)
            if end.cameFurther { fault.code = .tryAgain }
            throw fault
        }
    }

    /// The checkpoint with weights that others can load.
    private func loadable(_ checkpoint: RunCheckpoint) async throws(Fault) -> RunCheckpoint {
        if checkpoint.weights != nil { return checkpoint }
        let arguments = ["bash", "\(phase.folder)/merge.sh", checkpoint.path]
        let log = try ProcessLog(
            logPath, title: "$ " + arguments.map(ShellWord.quoted).joined(separator: " "))
        let end = try await ChildProcess(
            arguments, folder: phase.folder, environment: environment, logPath: logPath
        ).run()
        if end == .stopped { throw Fault(.interrupted, "the merge was stopped") }
        guard end == .exited(0) else {
            throw ProgramFailure.fault(end, of: "merge.sh", log, folder: run)
        }
        let merged = try phase.state(of: run).newest
        guard let merged, merged.weights != nil else {
            throw Fault(
                .failedUnits, "merge.sh left no whole weights in `\(checkpoint.path)`",
                remedy: "what it printed is in `\(logPath)`")
        }
        return merged
    }
}

import Model
public import Records
import Storage

/// Drives a training method step by step and checkpoints between steps.
///
/// Checkpoints lie in `folder` as `step-000040`, each published by one rename; a run that is killed
/// goes on from the newest that is whole and takes bit for bit the path it would have taken.
public struct TrainingLoop {
    /// What is going on, for whoever shows it.
    public struct Progress: Sendable {
        /// Steps done.
        public var step: Int
        /// Steps in all.
        public var steps: Int
        /// What the last step measured.
        public var metrics: StepMetrics
        /// What the last step took.
        public var timing: StepTiming
    }

    /// What a finished run gives.
    public struct Outcome: Sendable {
        /// What every step measured and took.
        public var record: TrainingRecord
        /// The step that it resumed from; 0 if it did not.
        public var resumedFrom: Int
        /// The checkpoint that is better than the last by the plan's metric, if one is.
        public var best: Checkpoint?

        /// A row for each step: its number, and what it measured.
        public var metrics: [JSONValue] { record.rows }
    }

    /// Where checkpoints, TensorBoard's events and the tables of steps are kept until the run is
    /// published.
    public let folder: String
    /// Steps in all.
    public let steps: Int
    /// When checkpoints are made and which are kept.
    public let plan: CheckpointPlan
    /// What training starts from.
    public let origin: TrainingOrigin

    /// A loop; see the properties.
    public init(folder: String, steps: Int, plan: CheckpointPlan, origin: TrainingOrigin) {
        self.folder = folder
        self.steps = steps
        self.plan = plan
        self.origin = origin
    }

    /// Trains from the newest checkpoint to the last step, and writes the final checkpoint into
    /// `output`, an empty folder.
    ///
    /// - Throws: a `Fault` of code `interrupted` when the task is cancelled, after a checkpoint was
    ///   written; one that says where a diagnosis lies when a number is not finite; whatever the
    ///   method or the disk throws otherwise.
    public func run(
        _ method: any TrainingMethod, optimizer settings: OptimizerSettings, output: String,
        progress: (Progress) -> Void
    ) async throws(Fault) -> Outcome {
        let events = folder + "/" + TrainingRecord.eventsFolder
        try FileSystem.createFolder(events)
        let checkpoints = CheckpointFolder(path: folder, plan: plan, origin: origin)
        var state = TrainingState(
            method: method, optimizer: AdamW(settings, count: method.weights.count))
        try checkpoints.restore(&state)
        let first = state.step
        var live = try TensorBoardFile(session: events, first: first + 1)
        let gradient = Buffer<Float>(count: method.weights.count)
        var lastSaved = first
        while state.step < steps {
            if Task.isCancelled {
                if state.step > lastSaved { try checkpoints.save(state) }
                throw Fault(.interrupted, "training stopped at step \(state.step) of \(steps)")
            }
            let clock = StepTiming.Clock()
            let measured = try await take(&state, gradient, isSaved: lastSaved, checkpoints)
            if !measured.isIdle { try plan.best?.check(measured) }
            let timing = clock.stop(tokenCount: measured.tokenCount)
            state.record.append(measured, timing)
            try live.append(step: state.step, measured.values + timing.figures, timing.endedAt)
            try live.flush()
            progress(
                Progress(step: state.step, steps: steps, metrics: measured, timing: timing))
            if state.step % plan.every == 0 && state.step < steps {
                try checkpoints.save(state)
                lastSaved = state.step
            }
        }
        let score = checkpoints.score(state, isLast: true)
        try Checkpoint.write(to: output, state, origin, score: score)
        return Outcome(
            record: state.record, resumedFrom: first, best: try checkpoints.best(than: score))
    }

    /// The updates of a step.
    private func take(
        _ state: inout TrainingState, _ gradient: Buffer<Float>, isSaved: Int,
        _ checkpoints: CheckpointFolder
    ) async throws(Fault) -> StepMetrics {
        let step = state.step
        let method = state.method
        let perStep = method.updatesPerStep
        var parts: [StepMetrics] = []
        let before = method.progress
        // As in EasyR1 and verl, the rate changes between steps, not between the updates of one.
        let rate = state.optimizer.settings.rate(step: step, of: steps)
        for update in 0..<perStep {
            gradient.zero()
            var measured = try await method.gradient(
                step: step, update: update, addingTo: gradient)
            let place = NonFiniteDiagnosis.Place(
                step: step, update: update, rate: rate, steps: steps)
            if let diagnosis = NonFiniteDiagnosis(place, measured, gradient, method) {
                // After the step's first update the state is none that a run can go on from.
                if update == 0 && step > isSaved {
                    try method.resume(before)
                    try checkpoints.save(state)
                }
                throw try diagnosis.write(checkpoints, method)
            }
            if !measured.isIdle {
                let norm = try state.optimizer.update(
                    method.weights, gradient: gradient, after: state.updates, rate: rate)
                state.updates += 1
                measured.values.append(("gradient_norm", norm))
            }
            measured.values.append(("learning_rate", rate))
            parts.append(measured)
        }
        return StepMetrics(meanOf: parts)
    }
}

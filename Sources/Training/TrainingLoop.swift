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
    }

    /// Where checkpoints are kept until the run is published.
    public let folder: String
    /// Steps in all.
    public let steps: Int
    /// Steps between checkpoints.
    public let checkpointEvery: Int
    /// How many of the newest checkpoints are kept.
    public let kept = 2
    /// What the run's randomness derives from.
    public let seed: Seed
    /// The digest of the weights that training started from.
    public let parent: String?

    /// A loop; see the properties.
    public init(folder: String, steps: Int, checkpointEvery: Int, seed: Seed, parent: String?) {
        self.folder = folder
        self.steps = steps
        self.checkpointEvery = checkpointEvery
        self.seed = seed
        self.parent = parent
    }

    /// Trains from the newest checkpoint to the last step, and writes the final checkpoint into
    /// `output`, an empty folder.
    ///
    /// - Returns: the metrics of every step, with its number, and the step that it resumed from.
    /// - Throws: a `Fault` of code `interrupted` when the task is cancelled, after a checkpoint was
    ///   written; whatever the method or the disk throws otherwise.
    public func run(
        _ method: any TrainingMethod, optimizer settings: OptimizerSettings, output: String,
        progress: (Progress) -> Void
    ) async throws(Fault) -> (metrics: [JSONValue], resumedFrom: Int) {
        try FileSystem.createFolder(folder)
        let optimizer = AdamW(settings, count: method.weights.count)
        var metrics: [JSONValue] = []
        var updates = 0
        let first = try restore(method, optimizer, &metrics, &updates)
        let gradient = Buffer<Float>(count: method.weights.count)
        var lastSaved = first
        for step in first..<max(first, steps) {
            if Task.isCancelled {
                if step > lastSaved {
                    try save(method, optimizer, step: step, updates: updates, metrics)
                }
                throw Fault(.interrupted, "training stopped at step \(step) of \(steps)")
            }
            let measured = try await take(step, method, optimizer, gradient, &updates)
            metrics.append(TrainingLoop.row(step: step, measured))
            progress(Progress(step: step + 1, steps: steps, metrics: measured))
            if (step + 1) % checkpointEvery == 0 && step + 1 < steps {
                try save(method, optimizer, step: step + 1, updates: updates, metrics)
                lastSaved = step + 1
            }
        }
        try Checkpoint.write(
            to: output, method, optimizer, step: steps, updates: updates, generator: seed,
            parent: parent, metrics: metrics)
        return (metrics, first)
    }

    /// The updates of a step.
    ///
    /// - Parameter updates: how often the optimizer updated the weights so far.
    private func take(
        _ step: Int, _ method: any TrainingMethod, _ optimizer: AdamW,
        _ gradient: Buffer<Float>, _ updates: inout Int
    ) async throws(Fault) -> StepMetrics {
        let perStep = method.updatesPerStep
        var parts: [StepMetrics] = []
        for update in 0..<perStep {
            gradient.zero()
            var measured = try await method.gradient(
                step: step, update: update, addingTo: gradient)
            let rate = optimizer.settings.rate(
                step: step * perStep + update, of: steps * perStep)
            if !measured.isIdle {
                let norm = try optimizer.update(
                    method.weights, gradient: gradient, after: updates, rate: rate)
                updates += 1
                measured.values.append(("gradient_norm", norm))
            }
            measured.values.append(("learning_rate", rate))
            parts.append(measured)
        }
        return StepMetrics(meanOf: parts)
    }

    private static func row(step: Int, _ metrics: StepMetrics) -> JSONValue {
        .object(
            [.init("step", .integer(step + 1))]
                + metrics.values.map { .init($0.name, .real($0.value)) })
    }

    private func save(
        _ method: any TrainingMethod, _ optimizer: AdamW, step: Int, updates: Int,
        _ metrics: [JSONValue]
    ) throws(Fault) {
        let number = String(step)
        let name = "step-" + String(repeating: "0", count: max(0, 6 - number.count)) + number
        let published = try AtomicFolder(for: folder + "/" + name)
        do throws(Fault) {
            try Checkpoint.write(
                to: published.path, method, optimizer, step: step, updates: updates,
                generator: seed, parent: parent, metrics: metrics)
            _ = try published.publish()
        } catch {
            published.discard()
            throw error
        }
        for old in try checkpointNames().dropLast(kept) {
            try FileSystem.remove(folder + "/" + old)
        }
    }

    private func checkpointNames() throws(Fault) -> [String] {
        try FileSystem.list(folder).filter { $0.hasPrefix("step-") }
    }

    /// Loads the newest whole checkpoint and returns its step; 0 if there is none.
    private func restore(
        _ method: any TrainingMethod, _ optimizer: AdamW, _ metrics: inout [JSONValue],
        _ updates: inout Int
    ) throws(Fault) -> Int {
        for name in try checkpointNames().reversed() {
            let checkpoint: Checkpoint
            do throws(Fault) {
                checkpoint = try Checkpoint(folder + "/" + name)
            } catch {
                // It could not be replaced by a whole one of the same step otherwise.
                try FileSystem.remove(folder + "/" + name)
                continue
            }
            try checkpoint.load("model.safetensors", method.layout, into: method.weights)
            try checkpoint.load(
                "optimizer.safetensors", method.layout, prefix: "first.",
                into: optimizer.firstMoments)
            try checkpoint.load(
                "optimizer.safetensors", method.layout, prefix: "second.",
                into: optimizer.secondMoments)
            for companion in method.companions {
                try checkpoint.load(
                    companion.name + ".safetensors", method.layout, into: companion.weights)
            }
            try method.resume(checkpoint.facts["progress"] ?? .null)
            updates = checkpoint.updates
            let file = checkpoint.folder + "/metrics.jsonl"
            let lines = try FileSystem.read(file).split(separator: 0x0A)
            for line in lines { metrics.append(try JSONReader.parse(Array(line), file: file)) }
            return checkpoint.step
        }
        return 0
    }
}

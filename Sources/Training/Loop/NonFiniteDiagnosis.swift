import Model
import Records
import Storage

/// What is known of a loss or a gradient that is not finite.
struct NonFiniteDiagnosis {
    /// Where in the training it happened.
    struct Place {
        /// The step, from 0.
        var step: Int
        /// The update of the step, from 0.
        var update: Int
        /// The learning rate.
        var rate: Double
        /// Steps in all.
        var steps: Int
    }

    private let place: Place
    private let metrics: StepMetrics
    /// Of each tensor: its gradient and its weights.
    private let tensors: [(name: String, gradient: TensorHealth, weights: TensorHealth)]

    /// A diagnosis, or nothing if loss and gradient are finite.
    init?(
        _ place: Place, _ metrics: StepMetrics, _ gradient: Buffer<Float>,
        _ method: any TrainingMethod
    ) {
        if NonFiniteDiagnosis.losses(metrics).isEmpty && AdamW.norm(gradient).isFinite {
            return nil
        }
        self.place = place
        self.metrics = metrics
        tensors = method.layout.map { entry in
            let range = entry.offset..<(entry.offset + entry.count)
            return (
                entry.name, TensorHealth(gradient, range), TensorHealth(method.weights, range)
            )
        }
    }

    /// Writes `failed/diagnosis.json` and `failed/model.safetensors`, the weights as they are, beside
    /// the checkpoints.
    ///
    /// - Returns: what to throw.
    func write(
        _ checkpoints: CheckpointFolder, _ method: any TrainingMethod
    ) throws(Fault) -> Fault {
        let folder = checkpoints.path + "/failed"
        try FileSystem.createFolder(folder)
        try Checkpoint.writeModel(
            method.weights, method.layout, to: folder + "/model.safetensors")
        let file = folder + "/diagnosis.json"
        try FileSystem.write(Array((json.serialized + "\n").utf8), to: file)
        return Fault(
            .badInput,
            "\(what) of training step \(place.step + 1) of \(place.steps) is not finite"
                + (suspects.isEmpty ? "" : ": \(suspects)"),
            remedy: "read \(file), which has the tensors, the tokens and the norms; lower "
                + "`optimizer.learning_rate` (\(place.rate) at this step) or raise "
                + "`optimizer.warm_up_steps`. The weights before the step are kept beside it")
    }

    /// The losses that are not finite.
    private static func losses(_ metrics: StepMetrics) -> [String] {
        metrics.values.filter {
            ($0.name == "loss" || $0.name.hasSuffix("_loss")) && !$0.value.isFinite
        }.map(\.name)
    }

    private var what: String {
        let names = NonFiniteDiagnosis.losses(metrics)
        return names.isEmpty ? "the gradient" : "`\(names.joined(separator: "`, `"))`"
    }

    /// The first token and the first tensor to look at.
    private var suspects: String {
        var parts: [String] = []
        if let token = metrics.suspects.first {
            let others = metrics.suspects.count - 1
            parts.append(token.text + (others > 0 ? " and \(others) more" : ""))
        }
        let broken = tensors.filter { !$0.weights.isFinite }
        if let tensor = broken.first {
            parts.append("\(broken.count) tensors of weights are broken, `\(tensor.name)` first")
        } else if let tensor = tensors.first(where: { !$0.gradient.isFinite }) {
            let count = tensors.count { !$0.gradient.isFinite }
            parts.append(
                "the gradient is broken in \(count) of \(tensors.count) tensors, `\(tensor.name)` "
                    + "first")
        }
        return parts.joined(separator: "; ")
    }

    private var json: JSONValue {
        [
            "step": .integer(place.step + 1), "update": .integer(place.update + 1),
            "steps": .integer(place.steps), "learning_rate": .real(place.rate),
            "metrics": .object(
                metrics.values.map { .init($0.name, NonFiniteDiagnosis.number($0.value)) }),
            "tokens": .array(metrics.suspects.map(\.json)),
            "tensors": .array(
                tensors.map { tensor in
                    [
                        "name": .string(tensor.name), "gradient": tensor.gradient.json,
                        "weights": tensor.weights.json,
                    ]
                }),
        ]
    }

    /// A number that JSON may have no word for.
    static func number(_ value: Double) -> JSONValue {
        value.isFinite ? .real(value) : .string("\(value)")
    }
}

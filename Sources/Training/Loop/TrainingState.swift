import Records

/// A training run between two steps: what a checkpoint writes down.
struct TrainingState {
    let method: any TrainingMethod
    let optimizer: AdamW
    /// How often the optimizer updated the weights.
    var updates = 0
    /// What the steps so far measured and took.
    var record = TrainingRecord()

    /// Steps done.
    var step: Int { record.rows.count }

    /// Takes up what a checkpoint wrote down.
    ///
    /// - Throws: a `Fault` if it is of another model.
    mutating func restore(_ checkpoint: Checkpoint, timings: String) throws(Fault) {
        let layout = method.layout
        try checkpoint.load(CheckpointFacts.modelName, layout, into: method.weights)
        try checkpoint.load(
            "optimizer.safetensors", layout, prefix: "first.", into: optimizer.firstMoments)
        try checkpoint.load(
            "optimizer.safetensors", layout, prefix: "second.", into: optimizer.secondMoments)
        for companion in method.companions {
            try checkpoint.load(
                companion.name + ".safetensors", layout, into: companion.weights)
        }
        try method.resume(checkpoint.facts.json["progress"] ?? .null)
        updates = checkpoint.facts.updates
        record = try TrainingRecord(
            rows: try checkpoint.path("metrics.jsonl"), timings: timings)
        guard step == checkpoint.step else {
            throw Fault(
                .badInput,
                "\(checkpoint.folder) is of step \(checkpoint.step) and has the metrics of "
                    + "\(step) steps",
                remedy: "remove \(checkpoint.folder)")
        }
    }
}

import Model
import Records
import Storage

extension Checkpoint {
    /// Writes a checkpoint into an existing, empty folder.
    ///
    /// - Parameter score: the mean of the metric by which the best checkpoint is chosen.
    static func write(
        to folder: String, _ state: TrainingState, _ origin: TrainingOrigin, score: Double?
    ) throws(Fault) {
        let method = state.method
        let step = state.step
        try FileSystem.write(state.record.lines, to: folder + "/metrics.jsonl")
        try writeModel(method.weights, method.layout, to: folder + "/" + CheckpointFacts.modelName)
        try Safetensors.write(
            tensors(method.layout, state.optimizer.firstMoments, prefix: "first.")
                + tensors(method.layout, state.optimizer.secondMoments, prefix: "second."),
            metadata: [:], to: folder + "/optimizer.safetensors")
        var names = ["metrics.jsonl", CheckpointFacts.modelName, "optimizer.safetensors"]
        for companion in method.companions {
            let name = companion.name + ".safetensors"
            try writeModel(companion.weights, method.layout, to: folder + "/" + name)
            names.append(name)
        }
        var digests: [JSONValue.Member] = []
        for name in names {
            let digest = try SHA256.digest(ofFile: folder + "/" + name)
            digests.append(.init(name, .string(digest.hex)))
        }
        let facts: JSONValue = [
            "format": .integer(CheckpointFacts.format),
            "step": .integer(step),
            "updates": .integer(state.updates),
            "data_position": .integer(method.dataPosition(step: step)),
            "generator": [
                "seed": .string("\(origin.seed.value)"), "position": .integer(step),
            ],
            "progress": method.progress,
            "score": score.map { .real($0) } ?? .null,
            "parent": origin.parent.map { .string($0) } ?? .null,
            "references": .object(origin.references),
            "model": method.description,
            "files": .object(digests),
        ]
        try FileSystem.write(
            Array((facts.serialized + "\n").utf8), to: folder + "/" + CheckpointFacts.fileName)
    }

    /// Writes weights as Python's `safetensors` and PyTorch read them.
    static func writeModel(
        _ weights: Buffer<Float>, _ layout: [ParameterLayout.Entry], to path: String
    ) throws(Fault) {
        try Safetensors.write(tensors(layout, weights), metadata: ["format": "pt"], to: path)
    }

    private static func tensors(
        _ layout: [ParameterLayout.Entry], _ buffer: Buffer<Float>, prefix: String = ""
    ) -> [(name: String, shape: [Int], values: [Float])] {
        layout.map { entry in
            let start = buffer.pointer + entry.offset
            return (
                prefix + entry.name, entry.shape,
                Array(UnsafeBufferPointer(start: start, count: entry.count))
            )
        }
    }
}

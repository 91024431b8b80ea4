import Model
import Records
import Storage

extension Checkpoint {
    /// Writes a checkpoint into an existing, empty folder.
    static func write(
        to folder: String, _ method: any TrainingMethod, _ optimizer: AdamW, step: Int,
        updates: Int, generator: Seed, parent: String?, metrics: [JSONValue]
    ) throws(Fault) {
        try Safetensors.write(
            tensors(method.layout, method.weights), metadata: ["format": "pt"],
            to: folder + "/model.safetensors")
        try Safetensors.write(
            tensors(method.layout, optimizer.firstMoments, prefix: "first.")
                + tensors(method.layout, optimizer.secondMoments, prefix: "second."),
            metadata: [:], to: folder + "/optimizer.safetensors")
        var lines: [UInt8] = []
        for row in metrics {
            row.append(to: &lines)
            lines.append(0x0A)
        }
        try FileSystem.write(lines, to: folder + "/metrics.jsonl")
        var names = ["metrics.jsonl", "model.safetensors", "optimizer.safetensors"]
        for companion in method.companions {
            let name = companion.name + ".safetensors"
            try Safetensors.write(
                tensors(method.layout, companion.weights), metadata: ["format": "pt"],
                to: folder + "/" + name)
            names.append(name)
        }
        var digests: [JSONValue.Member] = []
        for name in names {
            let digest = try SHA256.digest(ofFile: folder + "/" + name)
            digests.append(.init(name, .string(digest.hex)))
        }
        let facts: JSONValue = [
            "format": 1,
            "step": .integer(step),
            "updates": .integer(updates),
            "data_position": .integer(method.dataPosition(step: step)),
            "generator": ["seed": .string("\(generator.value)"), "position": .integer(step)],
            "progress": method.progress,
            "parent": parent.map { .string($0) } ?? .null,
            "model": method.description,
            "files": .object(digests),
        ]
        try FileSystem.write(
            Array((facts.serialized + "\n").utf8), to: folder + "/checkpoint.json")
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

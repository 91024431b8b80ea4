public import Model
public import Records
import Storage

/// A checkpoint on disk: `model.safetensors`, `optimizer.safetensors` (moments), what else the method
/// needs, `metrics.jsonl` (a row a step so far) and `checkpoint.json` (step, data position, generator,
/// model, parent, references, and the digest of each other file).
///
/// Of the same training each is the same bytes, however often that was stopped and by however many
/// tasks it ran.
public struct Checkpoint: Sendable {
    /// The folder.
    public let folder: String
    /// What `checkpoint.json` says.
    let facts: CheckpointFacts

    /// Opens a checkpoint and compares its files with their digests.
    ///
    /// - Throws: a `Fault` if a file is missing, or is not what was written.
    public init(_ folder: String) throws(Fault) {
        self.folder = folder
        facts = try CheckpointFacts(of: folder)
        for (name, digest) in facts.files {
            let file = folder + "/" + name
            guard try SHA256.digest(ofFile: file) == digest else {
                throw Fault(
                    .badInput, "\(file) is not what its checkpoint wrote",
                    remedy: "copy the checkpoint again, or take another one")
            }
        }
    }

    /// Training steps that led to it.
    public var step: Int { facts.step }

    /// How good it is by the metric that chooses the best.
    var score: Double? { facts.score }

    /// SHA-256 of its weights' file: what a child names as its parent.
    public var modelDigest: String { facts.modelDigest.hex }

    /// The path of a file whose digest was compared.
    func path(_ name: String) throws(Fault) -> String {
        guard facts.files.contains(where: { $0.name == name }) else {
            throw Fault(.badInput, "the checkpoint \(folder) has no \(name)")
        }
        return folder + "/" + name
    }

    /// The parameters of `layout` from the weights' file.
    ///
    /// - Parameter count: how many there are; memory is taken only if the file can hold them.
    func weights(
        _ layout: [ParameterLayout.Entry], count: Int
    ) throws(Fault) -> Buffer<Float> {
        let path = try path(CheckpointFacts.modelName)
        let byteCount = try FileSystem.status(path)?.byteCount ?? 0
        guard count <= byteCount / 4 else {
            throw Fault(
                .badInput,
                "\(path) has \(byteCount) bytes, too few for the \(count) parameters that its "
                    + "checkpoint names")
        }
        let weights = Buffer<Float>(count: count)
        try load(CheckpointFacts.modelName, layout, into: weights)
        return weights
    }

    /// Reads tensors that lie in `layout`'s order into one buffer.
    func load(
        _ file: String, _ layout: [ParameterLayout.Entry], prefix: String = "",
        into buffer: Buffer<Float>
    ) throws(Fault) {
        let tensors = try Safetensors(try path(file))
        for entry in layout {
            let tensor = try tensors.floats(prefix + entry.name)
            guard tensor.shape == entry.shape else {
                throw Fault(
                    .badInput,
                    "\(folder)/\(file): \(entry.name) has shape \(tensor.shape), not \(entry.shape)"
                )
            }
            for (index, value) in tensor.values.enumerated() {
                buffer.pointer[entry.offset + index] = value
            }
        }
    }
}

extension Checkpoint {
    /// The policy in the checkpoint.
    public func policy() throws(Fault) -> PolicyModel {
        let configuration = try PolicyConfiguration(json: facts.model)
        let vocabulary = try Vocabulary(
            checking: try facts.model.column("vocabulary", \.strings))
        let layout = ParameterLayout(configuration, vocabularyCount: vocabulary.count)
        return try PolicyModel(
            configuration: configuration, vocabulary: vocabulary,
            weights: try weights(layout.entries, count: layout.count))
    }
}

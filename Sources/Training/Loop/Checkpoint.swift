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
    public let facts: JSONValue

    /// Opens a checkpoint and compares its files with their digests.
    ///
    /// - Throws: a `Fault` if a file is missing, or is not what was written.
    public init(_ folder: String) throws(Fault) {
        self.folder = folder
        let path = folder + "/checkpoint.json"
        facts = try JSONReader.parse(try FileSystem.read(path), file: path)
        for member in try facts.column("files", \.objectValue) {
            let file = folder + "/" + member.name
            guard try SHA256.digest(ofFile: file).hex == member.value.stringValue else {
                throw Fault(
                    .badInput, "\(file) is not what its checkpoint wrote",
                    remedy: "remove \(folder); training goes on from the checkpoint before it")
            }
        }
    }

    /// Training steps that led to it.
    public var step: Int { facts["step"]?.integerValue ?? 0 }

    /// Updates of the weights that led to it.
    var updates: Int { facts["updates"]?.integerValue ?? step }

    /// How good it is by the metric that chooses the best.
    var score: Double? { Checkpoint.score(facts) }

    static func score(_ facts: JSONValue) -> Double? { facts["score"]?.realValue }

    /// SHA-256 of its weights' file: what a child names as its parent.
    public var modelDigest: String { facts["files"]?["model.safetensors"]?.stringValue ?? "" }

    /// Reads tensors that lie in `layout`'s order into one buffer.
    func load(
        _ file: String, _ layout: [ParameterLayout.Entry], prefix: String = "",
        into buffer: Buffer<Float>
    ) throws(Fault) {
        let tensors = try Safetensors(folder + "/" + file)
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
        let description = try facts.column("model") { $0 }
        let configuration = try PolicyConfiguration(json: description)
        let words = try description.column("vocabulary", \.strings)
        let vocabulary = Vocabulary(words: words)
        let layout = ParameterLayout(configuration, vocabularyCount: vocabulary.count)
        let weights = Buffer<Float>(count: layout.count)
        try load("model.safetensors", layout.entries, into: weights)
        return try PolicyModel(
            configuration: configuration, vocabulary: vocabulary, weights: weights)
    }
}

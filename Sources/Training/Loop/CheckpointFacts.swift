import Records
import Storage

/// What a checkpoint's `checkpoint.json` says, checked as it is read.
struct CheckpointFacts: Sendable {
    /// The version of the form that this code writes and reads.
    static let format = 1
    /// The file in a checkpoint's folder.
    static let fileName = "checkpoint.json"
    /// The weights' file, which every checkpoint has.
    static let modelName = "model.safetensors"

    /// Everything it says.
    let json: JSONValue
    /// Training steps that led to it.
    let step: Int
    /// Updates of the weights that led to it.
    let updates: Int
    /// How good it is by the metric that chooses the best; nothing where nobody asked.
    let score: Double?
    /// Shape and vocabulary.
    let model: JSONValue
    /// The SHA-256 of each other file of the folder.
    let files: [(name: String, digest: Digest)]
    /// That of the weights.
    let modelDigest: Digest

    /// Reads the facts of the checkpoint in a folder.
    ///
    /// - Throws: a `Fault` if they are not there, are of another version, or say less than they must.
    init(of folder: String) throws(Fault) {
        let path = folder + "/" + CheckpointFacts.fileName
        let bytes = try FileSystem.read(path)
        do throws(Fault) {
            self = try CheckpointFacts(json: try JSONReader.parse(bytes, file: path))
        } catch {
            var fault = error
            fault.message = "\(path): \(error.message)"
            throw fault
        }
    }

    private init(json: JSONValue) throws(Fault) {
        self.json = json
        let format = try json.column("format", \.integerValue)
        guard format == CheckpointFacts.format else {
            throw Fault(
                .badInput,
                "the checkpoint's format is \(format), and this version reads "
                    + "\(CheckpointFacts.format)",
                remedy: "use the version of the tool that wrote it")
        }
        step = try json.column("step") { $0.integerValue.flatMap { $0 >= 0 ? $0 : nil } }
        updates = try json.column("updates") { $0.integerValue.flatMap { $0 >= 0 ? $0 : nil } }
        score = try json.optionalColumn("score", \.realValue)
        model = try json.column("model") { $0 }
        var files: [(name: String, digest: Digest)] = []
        for member in try json.column("files", \.objectValue) {
            guard !member.name.utf8.contains(UInt8(ascii: "/")),
                let digest = member.value.stringValue.flatMap({ Digest(hex: $0) })
            else {
                throw Fault(.badInput, "`files` has no digest of a file `\(member.name)`")
            }
            files.append((member.name, digest))
        }
        self.files = files
        guard let weights = files.first(where: { $0.name == CheckpointFacts.modelName }) else {
            throw Fault(.badInput, "`files` does not name \(CheckpointFacts.modelName)")
        }
        modelDigest = weights.digest
    }
}

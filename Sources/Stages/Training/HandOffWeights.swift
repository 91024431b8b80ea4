import Engine
import Records
import Storage

/// The weights that a `hand-off` stage has published.
struct HandOffWeights {
    /// Their folder in an artifact.
    static let folder = "weights"

    private let artifact: Artifact
    /// What the next phase starts from: a folder, or a model's name where no phase had a question yet.
    let place: String

    /// The weights of a stage.
    ///
    /// - Throws: a `Fault` where its folder is not as it was published.
    init(_ artifact: Artifact) throws(Fault) {
        self.artifact = artifact
        let folder = artifact.path(HandOffWeights.folder)
        if try FileSystem.status(folder) != nil {
            place = try FileSystem.realPath(folder)
        } else if let model = artifact.receipt.details["model"]?.stringValue {
            place = model
        } else {
            throw Fault(.badInput, "the stage `\(artifact.receipt.stage)` published no weights")
        }
    }

    /// Links them into another artifact.
    func link(into folder: String) throws(Fault) {
        for file in artifact.receipt.files
        where file.path.utf8.starts(with: "\(HandOffWeights.folder)/".utf8) {
            try Links.link(artifact.path(file.path), at: "\(folder)/\(file.path)")
        }
    }
}

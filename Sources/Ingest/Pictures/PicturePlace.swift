import Manifests
import Records
import Storage

/// Where the pictures of a split lie, before anything is opened.
enum PicturePlace: Sendable, Hashable {
    /// Below a folder. Both as given: the data root, and the folder relative to it.
    case folder(root: String, path: String)
    /// In an archive, by its real path, below a folder of it.
    case archive(path: String, folder: String)

    /// The place that a split names.
    ///
    /// - Throws: a `Fault` where it leaves the data root, or is neither a folder nor a file.
    init(_ split: DatasetSplit, of dataset: DatasetSpecification) throws(Fault) {
        let name = split.archive ?? split.images
        let path = try FileSystem.resolve(name, under: dataset.root)
        switch try FileSystem.status(path)?.kind {
        case .folder where split.archive == nil: self = .folder(root: dataset.root, path: name)
        case .file:
            self = .archive(path: path, folder: split.archive == nil ? "." : split.images)
        default:
            throw Fault(
                .badInput,
                "`\(name)` of data set `\(dataset.name)` is neither a folder nor an archive")
        }
    }
}

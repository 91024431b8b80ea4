import Manifests
import Records
import Storage

/// What a split of files is read from: its annotation files, opened, and where its pictures lie.
struct SplitFiles: Sendable {
    /// The annotation files, in order.
    private(set) var annotations: [SplitFile] = []
    /// Where the pictures lie.
    let place: PicturePlace
    /// The pictures, opened.
    let pictures: PictureSource
    /// The files that were refused as a whole.
    private(set) var rejects: [Reject] = []
    /// What a reader of the report should know.
    private(set) var warnings: [String] = []

    /// Opens the files of a split.
    ///
    /// - Throws: a `Fault` where a file is not there or leaves the data root, or the folder or archive
    ///   of pictures cannot be opened.
    init(
        _ split: DatasetSplit, of dataset: DatasetSpecification, access: SourceAccess
    ) throws(Fault) {
        place = try PicturePlace(split, of: dataset)
        pictures = try PictureSource(place, access: access)
        guard case .archive(let archive, _) = pictures, let name = split.archive else {
            for file in try SplitPaths(split, of: dataset).files {
                let map = try MappedFile(file.path)
                try open(
                    ByteSlice(map, 0..<map.count), path: file.path, as: file.name, of: dataset,
                    try access.identity.bytes(of: file.path))
            }
            return
        }
        for file in split.annotations {
            guard let entry = archive.index[file] else {
                throw Fault(
                    .badInput,
                    "data set `\(dataset.name)`: the archive `\(name)` has no file `\(file)`",
                    location: dataset.locations["splits.\(split.name).annotations"])
            }
            try open(archive.bytes(of: entry), path: nil, as: file, of: dataset, [])
        }
    }

    /// What the archive of pictures has to say, if they lie in one.
    func archiveReport(_ split: DatasetSplit, source: String) -> (
        rejects: [Reject], warnings: [String]
    ) {
        guard case .archive(let archive, _) = pictures else { return ([], []) }
        let name = split.archive ?? split.images
        return (archive.rejects(of: name, source: source), archive.warnings(of: name))
    }

    private mutating func open(
        _ source: ByteSlice, path: String?, as name: String, of dataset: DatasetSpecification,
        _ identity: [UInt8]
    ) throws(Fault) {
        let reader = AnnotationReader(
            format: dataset.format, rows: dataset.rows,
            requiredFields: dataset.requiredFields)
        do throws(Refusal) {
            let rows = try AnnotationFile(
                source, path: path, name: name, index: annotations.count,
                reader: reader)
            warnings += rows.warnings
            annotations.append(
                SplitFile(name: name, rows: rows, source: source, identity: identity))
        } catch {
            rejects.append(RowOrigin(file: name).reject(error, source: dataset.name))
            warnings.append("`\(name)` was refused as a whole: \(error.detail)")
        }
    }
}

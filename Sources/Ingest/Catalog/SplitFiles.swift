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
        pictures = try PictureSource(place)
        for file in try SplitPaths(split, of: dataset).files {
            try open(file, of: dataset, try access.identity.bytes(of: file.path))
        }
    }

    private mutating func open(
        _ file: SplitPaths.File, of dataset: DatasetSpecification, _ identity: [UInt8]
    ) throws(Fault) {
        let map = try MappedFile(file.path)
        let source = ByteSlice(map, 0..<map.count)
        let reader = AnnotationReader(
            format: dataset.format, rows: dataset.rows,
            requiredFields: dataset.columns.requiredFields)
        do throws(Refusal) {
            let rows = try AnnotationFile(
                source, path: file.path, name: file.name, index: annotations.count,
                reader: reader)
            warnings += rows.warnings
            annotations.append(
                SplitFile(name: file.name, rows: rows, source: source, identity: identity))
        } catch {
            rejects.append(RowOrigin(file: file.name).reject(error, source: dataset.name))
            warnings.append("`\(file.name)` was refused as a whole: \(error.detail)")
        }
    }
}

import Manifests
import Records
import Storage

/// An annotation file, opened: its rows in order, and single rows again by their places. The file is
/// mapped and read as rows are asked for, so memory does not follow its size.
struct AnnotationFile: Sendable {
    /// How its rows are written.
    let format: AnnotationFormat
    /// What a reader of the report should know, found on opening.
    let warnings: [String]
    private let rows: any RowSource

    /// The most zero bytes that are left out at the end of a text.
    private static let maximumTail = 64 << 20

    /// Opens a file whose bytes something else keeps, such as a mapped file or the member of an archive.
    ///
    /// - Parameters:
    ///   - path: the file, where it is one by itself.
    ///   - name: its name, for the format and for messages.
    ///   - index: its number in the split; places carry it.
    ///   - reader: what the data set says of its files.
    /// - Throws: why the whole file is refused.
    init(
        _ source: ByteSlice, path: String? = nil, name: String, index: Int,
        reader: AnnotationReader
    ) throws(Refusal) {
        let zeros = source.trailingZeroCount(limit: AnnotationFile.maximumTail)
        var text = source[0..<(source.count - zeros)]
        let mark = text.count >= 3 && text[0..<3].bytes == [0xEF, 0xBB, 0xBF] ? 3 : 0
        let format = try AnnotationFormat(
            of: text[mark..<text.count], name: name, stated: reader.format,
            hasRowsPath: reader.rows != nil)
        var warnings: [String] = []
        if zeros > 0, format.isText {
            warnings.append("`\(name)` ends in \(zeros) zero bytes, which were left out")
        }
        if !format.isText { text = source }
        switch format {
        case .json:
            let path = reader.rows?.split(separator: ".").map(String.init) ?? []
            rows = JSONSource(text, name: name, layout: .document(path: path), fileIndex: index)
            if path.isEmpty, JSONShape(of: text[mark..<text.count]) == .table {
                warnings.append(
                    "`\(name)` is one object; its members were taken for rows. If the rows lie "
                        + "under one of them, name it with `rows`")
            }
        case .object:
            rows = JSONSource(text, name: name, layout: .single, fileIndex: index)
            if reader.format != .object {
                warnings.append(
                    "`\(name)` is one object, which was taken for one row. If the rows lie under a "
                        + "member of it, name it with `rows`")
            }
        case .lines:
            rows = JSONSource(text, name: name, layout: .lines, fileIndex: index)
        case .separated(let delimiter):
            rows = try SeparatedSource(
                text[mark..<text.count], offset: mark, delimiter: delimiter,
                requiredFields: reader.requiredFields, fileIndex: index)
        case .parquet:
            guard let path else {
                throw Refusal(.wrongContainer, "Parquet inside an archive; unpack it")
            }
            rows = try ParquetSource(path: path, fileIndex: index)
        case .webDataset:
            let samples = try WebDatasetSource(source, fileIndex: index)
            warnings += samples.warnings(name: name)
            rows = samples
        case .pictures:
            throw Refusal(.wrongContainer, "an annotation file, where pictures were expected")
        }
        self.format = format
        self.warnings = warnings
    }

    /// Rows of which each is a file of its own: one JSON value each.
    ///
    /// - Parameters:
    ///   - names: the files' names, in the order of the rows.
    ///   - load: the bytes of a file by its number.
    init(
        objects names: [String], index: Int,
        load: @escaping @Sendable (Int) throws(Refusal) -> ByteSlice
    ) {
        format = .object
        warnings = []
        rows = ObjectFilesSource(names: names, fileIndex: index, load: load)
    }

    /// Rows without annotations: each picture is one.
    ///
    /// - Parameter paths: the pictures, relative to the folder or archive that holds them.
    init(pictures paths: [String], index: Int) {
        format = .pictures
        warnings = []
        rows = PicturePathsSource(paths: paths, fileIndex: index)
    }

    /// What decides what rows hold besides their own bytes.
    var context: [UInt8] { rows.context }

    /// Makes sure that what rows were read from, as far as it was opened here, is as it was then.
    ///
    /// - Throws: a `Fault` of code `tryAgain` where it is not.
    func checkUnchanged() throws(Fault) { try rows.checkUnchanged() }

    /// Calls `body` with each row in order, until it returns false.
    ///
    /// - Throws: why the whole file is refused; rows that `body` has seen must then be forgotten.
    func forEachRow(
        _ body: (RowPlace, Result<SourceRecord, Refusal>) -> Bool
    ) throws(Refusal) {
        var isEmpty = true
        try rows.forEachRow { place, row in
            isEmpty = false
            return body(place, row)
        }
        guard !isEmpty else { throw Refusal(.emptyFile, "the file holds no row") }
    }

    /// The row at a place that `forEachRow` gave.
    func record(at place: RowPlace) -> Result<SourceRecord, Refusal> { rows.record(at: place) }
}

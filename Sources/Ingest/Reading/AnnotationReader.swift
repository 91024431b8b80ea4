import Manifests
import Records
import Storage

/// What a data set says of its annotation files.
struct AnnotationReader {
    /// What the data set says of the format.
    var format: DatasetSpecification.Format
    /// The path to the rows in a JSON object.
    var rows: String?
    /// The fields that the mapping needs; a CSV header must have them.
    var requiredFields: [String]

    /// Calls `body` with each row in order, until it returns false.
    ///
    /// - Parameters:
    ///   - file: the file's bytes.
    ///   - name: its name, for the format and for messages.
    /// - Returns: what a reader of the report should know: a tail of zero bytes was left out.
    /// - Throws: why the whole file is refused; rows that `body` has seen must then be forgotten.
    func forEach(
        in file: [UInt8], name: String, _ body: (SourceRow) -> Bool
    ) throws(Refusal) -> [String] {
        let file = try AnnotationFile(ByteSlice(file), name: name, index: 0, reader: self)
        try file.forEachRow { place, row in
            body(
                SourceRow(
                    index: place.row, line: place.line > 0 ? place.line : nil, content: row))
        }
        return file.warnings
    }
}

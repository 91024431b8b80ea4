import Manifests
import Records
import Storage

/// Rows of which each is a file of its own, holding one JSON value. A file that cannot be read is a
/// row that is refused.
struct ObjectFilesSource: RowSource {
    private let names: [String]
    private let fileIndex: Int
    private let load: @Sendable (Int) throws(Refusal) -> ByteSlice

    /// Rows of files.
    ///
    /// - Parameters:
    ///   - names: the files' names, in the order of the rows.
    ///   - load: the bytes of a file by its number.
    init(
        names: [String], fileIndex: Int,
        load: @escaping @Sendable (Int) throws(Refusal) -> ByteSlice
    ) {
        self.names = names
        self.fileIndex = fileIndex
        self.load = load
    }

    func forEachRow(
        _ body: (RowPlace, Result<SourceRecord, Refusal>) -> Bool
    ) throws(Refusal) {
        for number in names.indices {
            let place = RowPlace(
                fileIndex: fileIndex, position: number, byteCount: 0, row: number, line: 0)
            guard body(place, record(at: place)) else { return }
        }
    }

    func record(at place: RowPlace) -> Result<SourceRecord, Refusal> {
        guard names.indices.contains(place.position) else {
            return .failure(Refusal(.missingField, "there is no file \(place.position)"))
        }
        let name = names[place.position]
        do throws(Refusal) {
            let file = try AnnotationFile(
                try load(place.position), name: name, index: fileIndex,
                reader: AnnotationReader(format: .object, rows: nil, requiredFields: []))
            var found: Result<SourceRecord, Refusal>?
            try file.forEachRow { _, row in
                found = row
                return false
            }
            let record = try found?.get()
            guard var record else { throw Refusal(.emptyFile, "the file holds no row") }
            record.added.append(.init("__file__", .string(name)))
            return .success(record)
        } catch {
            return .failure(Refusal(error.reason, "`\(name)`: \(error.detail)"))
        }
    }
}

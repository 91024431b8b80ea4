import Records
import Storage

/// An annotation file of a split: its rows, and what stands for their content.
struct SplitFile: Sendable {
    /// Its name, relative to the data root or to the archive that holds it.
    let name: String
    /// Its rows.
    let rows: AnnotationFile
    /// The names of its rows' own files, where each row is a file.
    let rowNames: [String]
    /// What stands for those files.
    private let rowKeys: [Key128]
    /// The files themselves, where they are no members of an archive.
    private let rowFiles: RowFiles?
    /// Its bytes, where places are places in them.
    private let source: ByteSlice?
    /// What stands for the content of the file as a whole, where rows have no bytes of their own.
    private let identity: [UInt8]
    /// What decides what rows hold besides their own bytes.
    private let context: Key128

    /// A file.
    init(
        name: String, rows: AnnotationFile, rowNames: [String] = [], rowKeys: [Key128] = [],
        rowFiles: RowFiles? = nil, source: ByteSlice? = nil, identity: [UInt8] = []
    ) {
        self.name = name
        self.rows = rows
        self.rowNames = rowNames
        self.rowKeys = rowKeys
        self.rowFiles = rowFiles
        self.source = source
        self.identity = identity
        let hasher = KeyHasher()
        hasher.update(rows.context)
        context = hasher.key()
    }

    /// What stands for the content of a row.
    ///
    /// - Parameter salt: what else decides what becomes of the row.
    func key(of place: RowPlace, salt: String, _ hash: KeyHasher) -> Key128 {
        hash.update("\(salt.utf8.count):\(salt)")
        if place.byteCount > 0, let source, let range = place.range(in: source.count) {
            hash.update(context)
            hash.update(source[range])
        } else if rowNames.indices.contains(place.position) {
            hash.update(rowNames[place.position])
            if rowKeys.indices.contains(place.position) { hash.update(rowKeys[place.position]) }
        } else {
            hash.update(identity)
            hash.update("\(place.position)")
        }
        return hash.key()
    }

    /// Makes sure that the file is as it was when it was opened, and so is a row's own file.
    ///
    /// - Throws: a `Fault` of code `tryAgain` where it is not.
    func checkUnchanged(_ place: RowPlace) throws(Fault) {
        if let rowFiles { return try rowFiles.checkUnchanged(place.position) }
        try source?.checkUnchanged()
        try rows.checkUnchanged()
    }

    /// Whether each row has a file of its own.
    var hasRowFiles: Bool { rowFiles != nil }

    /// Lets the system have the memory of the file back; it is read again where it is needed.
    func release() {
        guard let source else { return }
        source.release(0..<source.count)
    }

    /// Where a row stands, for people.
    func origin(of place: RowPlace) -> RowOrigin {
        guard rowNames.indices.contains(place.position) else {
            return RowOrigin(
                file: name, row: place.row, line: place.line > 0 ? place.line : nil,
                position: place.byteCount > 0 ? place.position : nil)
        }
        return RowOrigin(file: rowNames[place.position], row: 0)
    }
}

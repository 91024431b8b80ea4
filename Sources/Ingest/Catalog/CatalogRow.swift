/// What a plan keeps of a row: where it lies, so that a unit can read it again.
struct CatalogRow: BitwiseCopyable, Sendable, Hashable {
    /// What planning found out about a row.
    enum Mark: UInt8, Sendable {
        /// It is a question so far.
        case plain
        /// It is a question so far, and an earlier split has its id.
        case qualified
        /// Its split has its id.
        case duplicateID
        /// Its split has its id, and an earlier one too.
        case duplicateQualified
        /// It could not be read, or names no picture.
        case refused
        /// Another row of its file has its name.
        case duplicateName
    }

    /// Which of the rows that `expand` makes of it, from 0.
    var variant: UInt16
    /// What planning found out.
    var mark: Mark
    private let position: Int
    private let byteCount: UInt32
    private let row: UInt32
    private let line: UInt32
    private let fileIndex: UInt32

    /// Where it lies.
    var place: RowPlace {
        RowPlace(
            fileIndex: Int(fileIndex), position: position, byteCount: Int(byteCount),
            row: Int(row), line: Int(line))
    }

    /// A row.
    init(place: RowPlace, variant: Int = 0, mark: Mark) {
        position = place.position
        byteCount = UInt32(clamping: place.byteCount)
        row = UInt32(clamping: place.row)
        line = UInt32(clamping: place.line)
        fileIndex = UInt32(clamping: place.fileIndex)
        self.variant = UInt16(clamping: variant)
        self.mark = mark
    }
}

/// What a plan keeps of a row: where it lies, so that a unit can read it again.
struct CatalogRow: Sendable, Hashable {
    /// What planning found out about a row.
    enum Mark: UInt8, Sendable {
        /// It is a question so far.
        case plain
        /// It is a question so far, and an earlier split has its id.
        case qualified
        /// Its split has its id.
        case duplicateID
        /// It could not be read, or names no picture.
        case refused
    }

    /// Where it lies.
    var place: RowPlace
    /// Which of the rows that `expand` makes of it, from 0.
    var variant: Int32
    /// What planning found out.
    var mark: Mark

    /// A row.
    init(place: RowPlace, variant: Int = 0, mark: Mark) {
        self.place = place
        self.variant = Int32(truncatingIfNeeded: variant)
        self.mark = mark
    }
}

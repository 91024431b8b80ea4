import Records

/// A row as it was read, before it is known whose its id is and which rows share its pictures.
struct PlannedRow: BitwiseCopyable, Sendable {
    /// Where it lies, and whether it can be a question by itself.
    var row: CatalogRow
    /// Stands for what it holds.
    var content: Key128
    /// Its id; nothing where it gives none.
    var id: Key128?
    /// Which part of its split it goes to, from 0.
    var part: UInt16 = 0
    /// Its id with the split's name in front; of use only where an earlier split may have its id.
    var qualifiedID = Key128.zero
    /// What its pictures are called; nothing if no other row can have the same.
    var name: Key128?
    /// The pictures that it names.
    var pictures = Pictures()

    /// Where the paths of pictures lie among those of all rows.
    struct Pictures: BitwiseCopyable, Sendable {
        /// The first byte.
        var start = 0
        /// How many bytes.
        var count = 0
        /// How many bytes the pictures have that lie in the row itself.
        var inlineByteCount = 0
    }
}

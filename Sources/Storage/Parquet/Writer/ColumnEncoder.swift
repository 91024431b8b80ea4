/// Turns the values of one leaf into pages, a row group after the other.
final class ColumnEncoder {
    let leaf: WriterLeaf
    let pageByteLimit: Int
    /// What is known of the row group's chunk so far.
    var chunk = ChunkSummary()
    /// The page that is being filled: one value, so that to fill it is one access to this object.
    var open: OpenPage

    init(_ leaf: WriterLeaf, pageByteLimit: Int) {
        self.leaf = leaf
        self.pageByteLimit = pageByteLimit
        open = OpenPage(leaf)
    }

    /// Says that the values of a row have been appended.
    ///
    /// - Returns: whether the page must be closed before the next row.
    func endRow() -> Bool { open.endRow(pageByteLimit) }
}

extension ColumnEncoder {
    /// A null, or the placeholder of an empty or missing list.
    func appendAbsent(definition: UInt8, repetition: UInt8) {
        open.appendAbsent(definition: definition, repetition: repetition)
    }

    func append(_ value: Int64, repetition: UInt8) { open.append(value, repetition: repetition) }

    func append(_ value: Double, repetition: UInt8) { open.append(value, repetition: repetition) }

    func append(_ value: Bool, repetition: UInt8) { open.append(value, repetition: repetition) }

    /// - Precondition: there are at most `Int32.max` bytes.
    func append(_ value: ByteSlice, repetition: UInt8) {
        open.append(value, repetition: repetition)
    }

    /// - Precondition: there are at most `Int32.max` bytes.
    func append(_ value: String, repetition: UInt8) { open.append(value, repetition: repetition) }
}

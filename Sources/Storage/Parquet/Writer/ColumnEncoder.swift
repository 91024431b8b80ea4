/// Turns the values of one leaf into pages, a row group after the other.
final class ColumnEncoder {
    /// A page is closed after so many rows, however short it is, so that a reader who wants one row
    /// decodes few.
    static let pageRowLimit = 20_000

    let leaf: WriterLeaf
    let pageByteLimit: Int
    /// What is known of the row group's chunk so far.
    var chunk = ChunkSummary()
    /// The chunk's dictionary. It stays as it is when new pages do without.
    var dictionary = ByteDictionary()
    /// Whether new values go into the dictionary.
    var extendsDictionary: Bool

    // The open page.
    var definitions: [UInt8] = []
    var repetitions: [UInt8] = []
    /// Values as PLAIN writes them (a byte for each `bool` until the page is closed). With a
    /// dictionary, nothing.
    var values: [UInt8] = []
    /// Places in the dictionary.
    var indices: [UInt32] = []
    /// What `values` would hold without a dictionary.
    var plainByteCount = 0
    var rowCount = 0
    var absentCount = 0
    var bounds = ValueBounds()

    init(_ leaf: WriterLeaf, pageByteLimit: Int) {
        self.leaf = leaf
        self.pageByteLimit = pageByteLimit
        extendsDictionary = leaf.allowsDictionary
    }

    /// Whether the page must be closed before the next row.
    var isPageFull: Bool {
        rowCount >= ColumnEncoder.pageRowLimit
            || values.count + indices.count * 4 + definitions.count * 2 >= pageByteLimit
            || extendsDictionary && dictionary.bytes.count >= pageByteLimit
    }

    /// Says that the values of a row have been appended.
    func endRow() { rowCount += 1 }
}

extension ColumnEncoder {
    /// A null, or the placeholder of an empty or missing list.
    func appendAbsent(definition: UInt8, repetition: UInt8) {
        definitions.append(definition)
        repetitions.append(repetition)
        absentCount += 1
    }

    func append(_ value: Int64, repetition: UInt8) {
        bounds.add(value)
        append(bits: UInt64(bitPattern: value), repetition: repetition)
    }

    func append(_ value: Double, repetition: UInt8) {
        append(bits: value.bitPattern, repetition: repetition)
    }

    private func append(bits: UInt64, repetition: UInt8) {
        _ = open(repetition)
        let width = leaf.type == .int32 ? 4 : 8
        guard extendsDictionary else {
            if width == 4 {
                values.appendInteger(UInt32(truncatingIfNeeded: bits))
            } else {
                values.appendInteger(bits)
            }
            return
        }
        plainByteCount += width
        indices.append(UInt32(dictionary.index(of: bits, byteCount: width)))
    }

    func append(_ value: Bool, repetition: UInt8) {
        let start = open(repetition)
        values.append(value ? 1 : 0)
        close(start)
    }

    /// - Precondition: there are at most `Int32.max` bytes.
    func append(_ value: ByteSlice, repetition: UInt8) {
        let start = open(repetition)
        append(length: value.count)
        unsafe value.withBytes { unsafe values.append(contentsOf: $0) }
        if leaf.isText { bounds.add(values[(start + 4)...]) }
        close(start)
    }

    /// - Precondition: there are at most `Int32.max` bytes.
    func append(_ value: String, repetition: UInt8) {
        let start = open(repetition)
        append(length: value.utf8.count)
        values.append(contentsOf: value.utf8)
        bounds.add(values[(start + 4)...])
        close(start)
    }

    private func append(length: Int) {
        for shift in 0..<4 { values.append(UInt8(truncatingIfNeeded: length >> (shift * 8))) }
    }

    /// Writes the levels of a value that is there, and says where its bytes start.
    private func open(_ repetition: UInt8) -> Int {
        definitions.append(UInt8(leaf.maximumDefinition))
        repetitions.append(repetition)
        return values.count
    }

    /// Ends a value, which is what `values` holds from `start`.
    private func close(_ start: Int) {
        guard extendsDictionary else { return }
        plainByteCount += values.count - start
        indices.append(UInt32(dictionary.index(of: values[start...])))
        values.removeSubrange(start...)
    }
}

/// The page of a column that is being filled, and its chunk's dictionary.
struct OpenPage {
    /// A page is closed after so many rows, however short it is, so that a reader who wants one row
    /// decodes few.
    static let rowLimit = 20_000

    /// The chunk's dictionary. It stays as it is when new pages do without.
    var dictionary = ByteDictionary()
    /// Whether new values go into the dictionary.
    var extendsDictionary: Bool
    /// How many values, nulls and placeholders of empty lists there are.
    var entryCount = 0
    /// Their levels, where the leaf has any.
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

    // What the leaf says, at hand.
    private let numberByteCount: Int
    private let isText: Bool
    /// The definition level of a value that is there.
    private let present: UInt8
    private let isRepeated: Bool

    init(_ leaf: WriterLeaf) {
        extendsDictionary = leaf.allowsDictionary
        numberByteCount = leaf.type == .int32 ? 4 : 8
        isText = leaf.isText
        present = UInt8(leaf.maximumDefinition)
        isRepeated = leaf.maximumRepetition > 0
    }

    /// Says that the values of a row have been appended.
    ///
    /// - Returns: whether the page must be closed before the next row.
    mutating func endRow(_ byteLimit: Int) -> Bool {
        rowCount += 1
        return rowCount >= OpenPage.rowLimit
            || values.count + indices.count * 4 + entryCount * 2 >= byteLimit
            || extendsDictionary && dictionary.bytes.count >= byteLimit
    }
}

extension OpenPage {
    /// A null, or the placeholder of an empty or missing list.
    mutating func appendAbsent(definition: UInt8, repetition: UInt8) {
        appendLevels(definition, repetition)
        absentCount += 1
    }

    mutating func append(_ value: Int64, repetition: UInt8) {
        bounds.add(value)
        append(bits: UInt64(bitPattern: value), repetition: repetition)
    }

    mutating func append(_ value: Double, repetition: UInt8) {
        append(bits: value.bitPattern, repetition: repetition)
    }

    private mutating func append(bits: UInt64, repetition: UInt8) {
        _ = open(repetition)
        let width = numberByteCount
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

    /// A value that the page has had already, by its place in the dictionary.
    mutating func append(known place: UInt32, byteCount: Int) {
        appendLevels(present, 0)
        plainByteCount += byteCount
        indices.append(place)
    }

    mutating func append(_ value: Bool, repetition: UInt8) {
        let start = open(repetition)
        values.append(value ? 1 : 0)
        close(start)
    }

    /// - Precondition: there are at most `Int32.max` bytes.
    mutating func append(_ value: ByteSlice, repetition: UInt8) {
        let start = open(repetition)
        append(length: value.count)
        unsafe value.withBytes { unsafe values.append(contentsOf: $0) }
        if isText { bounds.add(values[(start + 4)...]) }
        close(start)
    }

    /// - Precondition: there are at most `Int32.max` bytes.
    mutating func append(_ value: String, repetition: UInt8) {
        let start = open(repetition)
        append(length: value.utf8.count)
        values.append(contentsOf: value.utf8)
        bounds.add(values[(start + 4)...])
        close(start)
    }

    private mutating func append(length: Int) {
        values.appendInteger(UInt32(truncatingIfNeeded: length))
    }

    /// Writes the levels of a value that is there, and says where its bytes start.
    private mutating func open(_ repetition: UInt8) -> Int {
        appendLevels(present, repetition)
        return values.count
    }

    private mutating func appendLevels(_ definition: UInt8, _ repetition: UInt8) {
        entryCount += 1
        if present > 0 { definitions.append(definition) }
        if isRepeated { repetitions.append(repetition) }
    }

    /// Ends a value, which is what `values` holds from `start`.
    private mutating func close(_ start: Int) {
        guard extendsDictionary else { return }
        plainByteCount += values.count - start
        indices.append(UInt32(dictionary.index(of: values[start...])))
        values.removeSubrange(start...)
    }
}

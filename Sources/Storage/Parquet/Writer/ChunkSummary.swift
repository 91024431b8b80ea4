/// What is known of a column chunk that is being written.
struct ChunkSummary {
    /// The data pages; their offsets count from the first one's header.
    var pages: [PageLocation] = []
    /// The bounds of each page's values.
    var bounds: [ValueBounds] = []
    /// How many entries of each page are no value.
    var absentCounts: [Int64] = []
    /// Whether a page has no value at all.
    var isNullPage: [Bool] = []
    /// Values, nulls and the placeholders of empty lists.
    var valueCount = 0
    var rowCount = 0
    /// Headers and pages before compression, and as they lie in the file.
    var uncompressedByteCount = 0
    var compressedByteCount = 0
    /// The encodings of the pages' values.
    var usesPlain = false
    var usesDictionary = false

    /// What the footer says of the values.
    func statistics(_ leaf: WriterLeaf) -> ColumnStatistics {
        var result = ColumnStatistics(nullCount: absentCounts.reduce(0) { $0 + Int($1) })
        guard leaf.hasBounds else { return result }
        var total = ValueBounds()
        for page in bounds { total.add(page) }
        if !total.isUnknown, let known = total.encoded(as: leaf.type) {
            result.minimum = known.minimum
            result.maximum = known.maximum
            result.isMinimumExact = true
            result.isMaximumExact = true
        }
        return result
    }

    /// The bounds of all pages, if each has some.
    func columnIndex(_ leaf: WriterLeaf) -> ColumnIndex? {
        guard leaf.hasBounds, !bounds.contains(where: \.isUnknown) else { return nil }
        let encoded = bounds.map { $0.encoded(as: leaf.type) }
        return ColumnIndex(
            isNullPage: isNullPage, minimums: encoded.map { $0?.minimum ?? [] },
            maximums: encoded.map { $0?.maximum ?? [] }, nullCounts: absentCounts)
    }

    /// The names of all encodings in the chunk.
    var encodings: [PageEncoding] {
        (usesPlain || usesDictionary ? [.plain] : []) + [.rle]
            + (usesDictionary ? [.rleDictionary] : [])
    }
}

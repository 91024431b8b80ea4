/// The values of a dictionary page.
final class PageDictionary {
    private let page: CheckedBytes
    private let leaf: LeafType
    /// Where each value starts behind its length, and where the next one's length starts; empty
    /// where all values take the same number of bytes.
    private var places: [UInt32] = []
    /// The bytes of the longest value, where they differ.
    private var longest = 0
    /// How many values there are.
    let count: Int
    // All values, made when somebody first wants them so.
    private var knownIntegers: [Int64]?
    private var knownDoubles: [Double]?

    init(_ slice: ByteSlice, count: Int, _ leaf: LeafType) throws(PageFault) {
        page = CheckedBytes(slice)
        self.leaf = leaf
        self.count = count
        if let byteCount = leaf.byteCount {
            let (total, isTooLong) = count.multipliedReportingOverflow(by: byteCount)
            guard byteCount > 0 || count == 0, !isTooLong, total <= page.count else {
                throw PageFault("a dictionary of \(count) values in \(page.count) bytes")
            }
            return
        }
        // A value takes at least the four bytes of its length.
        guard count <= page.count / 4 else {
            throw PageFault("a dictionary of \(count) values in \(page.count) bytes")
        }
        places.reserveCapacity(count + 1)
        var position = 0
        for _ in 0..<count {
            let range = try page.prefixed(at: position)
            places.append(UInt32(range.lowerBound))
            longest = max(longest, range.count)
            position = range.upperBound
        }
        places.append(UInt32(position + 4))
    }

    func value(_ index: UInt32) throws(PageFault) -> ParquetValue {
        try check(index)
        if let byteCount = leaf.byteCount { return leaf.value(page, at: Int(index) * byteCount) }
        return leaf.value(bytes: slice(Int(index)))
    }

    /// Makes sure that there is such a value.
    @inline(__always)
    func check(_ index: UInt32) throws(PageFault) {
        guard index < count else {
            throw PageFault("value \(index) of a dictionary of \(count)")
        }
    }
}

// For those who read many values at once.
extension PageDictionary {
    /// The bytes of a value.
    ///
    /// - Precondition: there is such a value.
    func slice(_ index: Int) -> ByteSlice {
        if let byteCount = leaf.byteCount {
            return page.slice[(index * byteCount)..<((index + 1) * byteCount)]
        }
        return page.slice[Int(places[index])..<(Int(places[index + 1]) - 4)]
    }

    /// Makes sure that no value is longer than the limits allow.
    func checkLengths() throws(PageFault) {
        let longest = leaf.byteCount ?? longest
        guard longest <= leaf.limit else { throw .tooLarge(longest) }
    }

    /// All values, which are whole numbers or booleans.
    func integers() throws(PageFault) -> [Int64] {
        if let knownIntegers { return knownIntegers }
        var made: [Int64] = []
        try leaf.append(page, from: 0, count: count, to: &made)
        knownIntegers = made
        return made
    }

    /// All values, which are numbers or booleans.
    func doubles() throws(PageFault) -> [Double] {
        if let knownDoubles { return knownDoubles }
        var made: [Double] = []
        try leaf.append(page, from: 0, count: count, to: &made)
        knownDoubles = made
        return made
    }
}

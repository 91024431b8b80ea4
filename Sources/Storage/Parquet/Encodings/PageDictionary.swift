/// The values of a dictionary page.
final class PageDictionary {
    private let page: CheckedBytes
    private let leaf: LeafType
    /// Where each value starts behind its length, and where the next one's length starts; empty
    /// where all values take the same number of bytes.
    private var places: [UInt32] = []
    /// How many values there are.
    let count: Int

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
            position = range.upperBound
        }
        places.append(UInt32(position + 4))
    }

    func value(_ index: UInt32) throws(PageFault) -> ParquetValue {
        guard index < count else {
            throw PageFault("value \(index) of a dictionary of \(count)")
        }
        if let byteCount = leaf.byteCount { return leaf.value(page, at: Int(index) * byteCount) }
        let start = Int(places[Int(index)])
        return leaf.value(bytes: page.slice[start..<(Int(places[Int(index) + 1]) - 4)])
    }
}

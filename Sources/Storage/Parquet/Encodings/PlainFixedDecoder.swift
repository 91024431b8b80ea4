/// PLAIN of types whose values all take the same number of bytes.
final class PlainFixedDecoder: ValueDecoder {
    private let page: CheckedBytes
    private let leaf: LeafType
    private let byteCount: Int
    private var position: Int

    init(_ page: CheckedBytes, from start: Int, _ leaf: LeafType, byteCount: Int) {
        self.page = page
        self.leaf = leaf
        self.byteCount = byteCount
        position = start
    }

    func next() throws(PageFault) -> ParquetValue {
        guard byteCount <= page.count - position else { throw .valuesEndEarly }
        defer { position += byteCount }
        return leaf.value(page, at: position)
    }

    func skip(_ count: Int) throws(PageFault) {
        let (length, isTooLong) = count.multipliedReportingOverflow(by: byteCount)
        guard !isTooLong, length <= page.count - position else { throw .valuesEndEarly }
        position += length
    }

    func append(_ count: Int, to values: inout [Int64]) throws(PageFault) {
        let start = position
        try skip(count)
        try leaf.append(page, from: start, count: count, to: &values)
    }

    func append(_ count: Int, to values: inout [Double]) throws(PageFault) {
        let start = position
        try skip(count)
        try leaf.append(page, from: start, count: count, to: &values)
    }
}

/// BYTE_STREAM_SPLIT: the first bytes of all values, then the second ones, and so on.
final class SplitDecoder: ValueDecoder {
    private let page: CheckedBytes
    private let start: Int
    private let leaf: LeafType
    private let byteCount: Int
    private let count: Int
    private var index = 0

    init(_ page: CheckedBytes, from start: Int, _ leaf: LeafType, byteCount: Int) throws(PageFault)
    {
        let total = page.count - start
        guard byteCount > 0, total % byteCount == 0 else {
            throw PageFault("\(total) bytes of values that take \(byteCount) each")
        }
        self.page = page
        self.start = start
        self.leaf = leaf
        self.byteCount = byteCount
        count = total / byteCount
    }

    func next() throws(PageFault) -> ParquetValue {
        guard index < count else { throw .valuesEndEarly }
        var value = [UInt8](repeating: 0, count: byteCount)
        for part in 0..<byteCount { value[part] = page[start + part * count + index] }
        index += 1
        return leaf.value(CheckedBytes(ByteSlice(value)), at: 0)
    }

    func skip(_ count: Int) throws(PageFault) {
        guard count <= self.count - index else { throw .valuesEndEarly }
        index += count
    }
}

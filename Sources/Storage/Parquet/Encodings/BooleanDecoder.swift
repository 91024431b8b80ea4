/// PLAIN of booleans: a bit each, lowest first.
final class BooleanDecoder: ValueDecoder {
    private let page: CheckedBytes
    private let leaf: LeafType
    private var bit: Int

    init(_ page: CheckedBytes, from start: Int, _ leaf: LeafType) {
        self.page = page
        self.leaf = leaf
        bit = start * 8
    }

    func next() throws(PageFault) -> ParquetValue {
        guard bit < page.count * 8 else { throw .valuesEndEarly }
        defer { bit += 1 }
        return leaf.meaning == .null ? .null : .bool(page.bits(at: bit, width: 1) == 1)
    }

    func skip(_ count: Int) throws(PageFault) {
        guard count <= page.count * 8 - bit else { throw .valuesEndEarly }
        bit += count
    }
}

/// PLAIN of `byteArray`: each value behind its length.
final class PlainBytesDecoder: ValueDecoder {
    private let page: CheckedBytes
    private let leaf: LeafType
    private var position: Int

    init(_ page: CheckedBytes, from start: Int, _ leaf: LeafType) {
        self.page = page
        self.leaf = leaf
        position = start
    }

    private func run() throws(PageFault) -> Range<Int> {
        let range = try page.prefixed(at: position)
        position = range.upperBound
        return range
    }

    func next() throws(PageFault) -> ParquetValue { leaf.value(bytes: page.slice[try run()]) }

    func skip(_ count: Int) throws(PageFault) {
        for _ in 0..<count { _ = try run() }
    }

    func append(_ count: Int, to texts: inout TextBatch) throws(PageFault) {
        for _ in 0..<count {
            let range = try run()
            guard range.count <= leaf.limit else { throw .tooLarge(range.count) }
            texts.append(page.slice[range])
        }
    }
}

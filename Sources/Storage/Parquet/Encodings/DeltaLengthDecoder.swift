/// DELTA_LENGTH_BYTE_ARRAY: all lengths, then all bytes.
final class DeltaLengthDecoder: ValueDecoder {
    private let page: CheckedBytes
    private let leaf: LeafType
    private var lengths: DeltaDecoder
    private var position: Int

    init(_ page: CheckedBytes, from start: Int, _ leaf: LeafType) throws(PageFault) {
        self.page = page
        self.leaf = leaf
        lengths = try DeltaDecoder(page, start..<page.count)
        position = try lengths.endPosition()
    }

    private func run() throws(PageFault) -> Range<Int> {
        guard let length = try lengths.next() else { throw .valuesEndEarly }
        guard length >= 0, length <= page.count - position else {
            throw PageFault("a value of \(length) bytes where \(page.count - position) are left")
        }
        defer { position += Int(length) }
        return position..<(position + Int(length))
    }

    func next() throws(PageFault) -> ParquetValue { leaf.value(bytes: page.slice[try run()]) }

    func skip(_ count: Int) throws(PageFault) {
        for _ in 0..<count { _ = try run() }
    }
}

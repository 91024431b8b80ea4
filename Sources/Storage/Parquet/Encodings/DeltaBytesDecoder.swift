/// DELTA_BYTE_ARRAY: how much each value shares with the one before, then the rests.
final class DeltaBytesDecoder: ValueDecoder {
    private let page: CheckedBytes
    private let leaf: LeafType
    private var prefixes: DeltaDecoder
    private var lengths: DeltaDecoder
    private var position: Int
    private var previous: [UInt8] = []
    /// How many more bytes the values may have together: a value may repeat the one before at no
    /// cost, so that few bytes could become any number.
    private var budget: Int

    init(_ page: CheckedBytes, from start: Int, _ leaf: LeafType, budget: Int) throws(PageFault) {
        self.page = page
        self.leaf = leaf
        self.budget = budget
        prefixes = try DeltaDecoder(page, start..<page.count)
        lengths = try DeltaDecoder(page, try prefixes.endPosition()..<page.count)
        position = try lengths.endPosition()
    }

    /// Makes `previous` the next value.
    private func advance() throws(PageFault) {
        guard let prefix = try prefixes.next(), let length = try lengths.next() else {
            throw .valuesEndEarly
        }
        guard prefix >= 0, prefix <= previous.count, length >= 0,
            length <= page.count - position
        else {
            throw PageFault(
                "a value of \(prefix) bytes of the \(previous.count) before and \(length) more")
        }
        budget -= Int(prefix) + Int(length)
        guard budget >= 0 else {
            throw PageFault("the values repeat each other too often", reason: ParquetFault.tooLarge)
        }
        previous.removeSubrange(Int(prefix)...)
        let rest = page.slice[position..<(position + Int(length))]
        unsafe rest.withBytes { unsafe previous.append(contentsOf: $0) }
        position += Int(length)
    }

    func next() throws(PageFault) -> ParquetValue {
        try advance()
        if let byteCount = leaf.byteCount, byteCount != previous.count {
            throw PageFault("a value of \(previous.count) bytes, not \(byteCount)")
        }
        return leaf.value(bytes: ByteSlice(previous))
    }

    func skip(_ count: Int) throws(PageFault) {
        for _ in 0..<count { try advance() }
    }
}

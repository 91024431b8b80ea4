/// DELTA_BINARY_PACKED of whole numbers.
final class DeltaValueDecoder: ValueDecoder {
    private var numbers: DeltaDecoder
    private let leaf: LeafType

    init(_ page: CheckedBytes, from start: Int, _ leaf: LeafType) throws(PageFault) {
        numbers = try DeltaDecoder(page, start..<page.count)
        self.leaf = leaf
    }

    func next() throws(PageFault) -> ParquetValue {
        guard let number = try numbers.next() else { throw .valuesEndEarly }
        // Differences of 32-bit numbers wrap around at 32 bits.
        return leaf.value(
            integer: leaf.physical == .int32
                ? Int64(Int32(truncatingIfNeeded: number)) : number)
    }

    func skip(_ count: Int) throws(PageFault) {
        for _ in 0..<count {
            guard try numbers.next() != nil else { throw .valuesEndEarly }
        }
    }
}

/// Finds the levels in a data page.
struct PageLayout {
    var repetition: LevelDecoder
    var definition: LevelDecoder
    /// Where the values start, in a page of the first version.
    var values: Int

    /// A page of the first version: both levels and the values follow each other.
    init(_ page: CheckedBytes, _ header: DataPageHeader, _ leaf: ColumnLeaf) throws(PageFault) {
        values = 0
        repetition = try PageLayout.levels(
            page, &values, header.repetitionEncoding, maximum: leaf.repetition,
            count: header.valueCount)
        definition = try PageLayout.levels(
            page, &values, header.definitionEncoding, maximum: leaf.definition,
            count: header.valueCount)
    }

    /// The levels of a page of the second version: the header says how long they are.
    init(levels: CheckedBytes, _ header: DataPageHeader2, _ leaf: ColumnLeaf) throws(PageFault) {
        let middle = header.repetitionByteCount
        repetition = try PageLayout.runs(levels, 0..<middle, maximum: leaf.repetition)
        definition = try PageLayout.runs(levels, middle..<levels.count, maximum: leaf.definition)
        values = 0
    }

    private static func runs(
        _ page: CheckedBytes, _ range: Range<Int>, maximum: Int
    ) throws(PageFault) -> LevelDecoder {
        guard maximum > 0 else { return .none }
        let width = LevelDecoder.bitWidth(maximum: maximum)
        return .runs(try RunDecoder(page, range, bitWidth: width))
    }

    private static func levels(
        _ page: CheckedBytes, _ position: inout Int, _ encoding: PageEncoding, maximum: Int,
        count: Int
    ) throws(PageFault) -> LevelDecoder {
        guard maximum > 0 else { return .none }
        switch encoding {
        case .rle:
            let range = try page.prefixed(at: position)
            position = range.upperBound
            return try runs(page, range, maximum: maximum)
        case .bitPacked:
            let width = LevelDecoder.bitWidth(maximum: maximum)
            let start = position
            let byteCount = (count * width + 7) / 8
            guard byteCount <= page.count - start else { throw PageFault("the levels end early") }
            position += byteCount
            return .packed(page, bit: start * 8, end: position * 8, width: width)
        default:
            throw PageFault(
                "levels of \(encoding) are not read", reason: ParquetFault.unsupported)
        }
    }
}

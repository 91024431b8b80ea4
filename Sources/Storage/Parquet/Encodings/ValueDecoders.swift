/// Chooses the decoder of a page's values.
enum ValueDecoders {
    /// - Parameters:
    ///   - page: the page, decompressed.
    ///   - start: where its values start.
    ///   - budget: how many bytes the values may have together.
    static func make(
        _ encoding: PageEncoding, _ page: CheckedBytes, from start: Int, _ leaf: LeafType,
        dictionary: PageDictionary?, budget: Int
    ) throws(PageFault) -> any ValueDecoder {
        // A page of nothing but nulls may leave out even the head of its values.
        guard start < page.count else { return NoValuesDecoder() }
        switch (encoding, leaf.physical) {
        case (.plain, .byteArray): return PlainBytesDecoder(page, from: start, leaf)
        case (.plain, .boolean): return BooleanDecoder(page, from: start, leaf)
        case (.plain, _):
            guard let byteCount = leaf.byteCount, byteCount > 0 else { break }
            return PlainFixedDecoder(page, from: start, leaf, byteCount: byteCount)
        case (.plainDictionary, _), (.rleDictionary, _):
            guard let dictionary else { throw PageFault("the page's dictionary is missing") }
            let runs = try RunDecoder(
                page, (start + 1)..<page.count, bitWidth: Int(page[start]))
            return RunValueDecoder(runs, dictionary)
        case (.rle, .boolean):
            let range = try page.prefixed(at: start)
            let isNull = leaf.meaning == .null
            return RunValueDecoder(try RunDecoder(page, range, bitWidth: 1)) {
                bit throws(PageFault) in isNull ? .null : .bool(bit == 1)
            }
        case (.deltaBinaryPacked, .int32), (.deltaBinaryPacked, .int64):
            return try DeltaValueDecoder(page, from: start, leaf)
        case (.deltaLengthByteArray, .byteArray):
            return try DeltaLengthDecoder(page, from: start, leaf)
        case (.deltaByteArray, .byteArray), (.deltaByteArray, .fixedLengthByteArray):
            return try DeltaBytesDecoder(page, from: start, leaf, budget: budget)
        case (.byteStreamSplit, .int32), (.byteStreamSplit, .int64), (.byteStreamSplit, .float),
            (.byteStreamSplit, .double), (.byteStreamSplit, .fixedLengthByteArray):
            return try SplitDecoder(
                page, from: start, leaf, byteCount: leaf.byteCount ?? 0)
        default: break
        }
        throw PageFault(
            "\(encoding) of \(leaf.physical) is not read", reason: ParquetFault.unsupported)
    }
}

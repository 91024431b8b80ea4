/// Finds the page of a row by the offset index.
enum PageFinder {
    /// The page that holds a row; nothing where there is no index or it cannot be true.
    static func page(
        of row: Int, _ chunk: ColumnChunk, _ range: Range<Int>, _ file: MappedFile,
        before dataEnd: Int
    ) -> PageLocation? {
        guard let start = chunk.offsetIndexOffset, let byteCount = chunk.offsetIndexByteCount,
            start <= dataEnd, byteCount <= dataEnd - start
        else { return nil }
        var reader = ThriftReader(ByteSlice(file, start..<(start + byteCount)))
        guard let index = try? reader.structure(as: OffsetIndex.self) else { return nil }
        var firstRow = -1
        var offset = range.lowerBound
        for page in index.pages {
            guard page.firstRow > firstRow, page.offset >= offset, page.offset < range.upperBound
            else { return nil }
            firstRow = page.firstRow
            offset = page.offset
        }
        guard index.pages.first?.firstRow == 0 else { return nil }
        return index.pages.last { $0.firstRow <= row }
    }
}

/// Walks over the pages of a column chunk, header by header.
struct ChunkPages {
    private let file: MappedFile
    private let end: Int
    /// Where the next page's header starts.
    private(set) var position: Int

    /// - Precondition: the range lies in the file.
    init(_ file: MappedFile, _ range: Range<Int>) {
        self.file = file
        position = range.lowerBound
        end = range.upperBound
    }

    /// The next page, or nothing at the end of the chunk.
    mutating func next() throws(PageFault) -> Page? {
        guard position < end else { return nil }
        let start = position
        var reader = ThriftReader(ByteSlice(file, start..<end))
        let header: PageHeader
        do throws(ThriftFault) {
            header = try reader.structure()
        } catch {
            throw PageFault("its header: " + error.detail)
        }
        let body = start + reader.position
        guard header.compressedByteCount <= end - body else {
            throw PageFault(
                "the page claims \(header.compressedByteCount) bytes; the column has "
                    + "\(end - body) more")
        }
        position = body + header.compressedByteCount
        return Page(header: header, offset: start, body: ByteSlice(file, body..<position))
    }
}

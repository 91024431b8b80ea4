/// The pages of a column within one row group: checked, decompressed, with their dictionary.
struct PageSource {
    private let leaf: ColumnLeaf
    private let type: LeafType
    private let file: MappedFile
    private let limits: ParquetLimits
    private let decompressor: Decompressor
    private let budget: PageBudget

    private var pages: ChunkPages
    private var codec = CompressionCodec.uncompressed
    private var dictionary: PageDictionary?
    /// How many entries are still to come; not known where pages with lists were jumped over.
    private var left: Int? = 0
    /// Where the last page's header starts.
    private(set) var offset = 0
    /// From where on the map may keep pages in memory.
    private var held = 0
    /// What the page and the dictionary take of the budget.
    private var pageByteCount = 0
    private var dictionaryByteCount = 0

    /// How much of the map is kept before it is given back.
    private static let window = 4 << 20

    init(
        _ leaf: ColumnLeaf, _ file: MappedFile, _ limits: ParquetLimits,
        _ decompressor: Decompressor, _ budget: PageBudget
    ) {
        self.leaf = leaf
        self.file = file
        self.limits = limits
        self.decompressor = decompressor
        self.budget = budget
        type = LeafType(
            leaf.type, typeLength: leaf.typeLength, leaf.logicalType,
            limit: limits.valueByteCount)
        pages = ChunkPages(file, 0..<0)
    }

    /// Starts a row group.
    ///
    /// - Parameters:
    ///   - chunk: the column in the row group.
    ///   - dataEnd: where the file's pages end.
    ///   - row: a row of the row group. Pages before its own are passed over where that is possible
    ///     without decoding them.
    /// - Returns: the first row of the page that comes next.
    mutating func open(
        _ chunk: ColumnChunk, before dataEnd: Int, at row: Int
    ) throws(PageFault) -> Int {
        file.release(held..<max(held, pages.position))
        budget.give(pageByteCount + dictionaryByteCount)
        (pageByteCount, dictionaryByteCount, dictionary) = (0, 0, nil)
        left = chunk.metadata.valueCount
        codec = chunk.metadata.codec
        // A chunk without values may be anywhere.
        let range = chunk.pages(before: dataEnd) ?? 0..<0
        pages = ChunkPages(file, range)
        (offset, held) = (range.lowerBound, range.lowerBound)
        guard row > 0 else { return 0 }
        if let location = PageFinder.page(of: row, chunk, range, file, before: dataEnd) {
            var first = pages
            if let page = try first.next(), case .dictionary(let header) = page.header.content {
                try read(header, page)
            }
            pages = ChunkPages(file, location.offset..<range.upperBound)
            held = location.offset
            left = leaf.repetition == 0 ? chunk.metadata.valueCount - location.firstRow : nil
            return location.firstRow
        }
        return try skipPages(before: row)
    }

    /// Passes over pages whose headers say that all of their rows are before a row.
    private mutating func skipPages(before row: Int) throws(PageFault) -> Int {
        var done = 0
        var ahead = pages
        while done < row, let page = try ahead.next() {
            let entries: Int
            let rows: Int
            switch page.header.content {
            case .data(let header) where leaf.repetition == 0:
                (entries, rows) = (header.valueCount, header.valueCount)
            case .data2(let header): (entries, rows) = (header.valueCount, header.rowCount)
            case .data: return done
            case .dictionary(let header):
                try read(header, page)
                (entries, rows) = (0, 0)
            case .other: (entries, rows) = (0, 0)
            }
            guard rows <= row - done else { break }
            done += rows
            try count(entries)
            pages = ahead
        }
        return done
    }

    private mutating func count(_ entries: Int) throws(PageFault) {
        guard let left else { return }
        guard entries <= left else {
            throw PageFault("a page of \(entries) values where the column has \(left) more")
        }
        self.left = left - entries
    }

    /// Whether more entries are known to come.
    var hasMore: Bool { (left ?? 0) > 0 }

    /// The next page that has entries, or nothing at the end of the row group.
    mutating func next() throws(PageFault) -> DataPage? {
        while left != 0 {
            offset = pages.position
            guard let page = try pages.next() else {
                guard let left else { return nil }
                throw PageFault("the column ends \(left) values early")
            }
            if page.offset - held > PageSource.window {
                file.release(held..<page.offset)
                held = page.offset
            }
            switch page.header.content {
            case .dictionary(let header): try read(header, page)
            case .data(let header) where header.valueCount > 0: return try read(header, page)
            case .data2(let header) where header.valueCount > 0: return try read(header, page)
            case .data, .data2, .other: continue
            }
        }
        return nil
    }

    private func check(_ page: Page) throws(PageFault) {
        guard let checksum = page.header.checksum, limits.checksChecksums else { return }
        guard CRC32.make(page.body) == checksum else {
            throw PageFault("the page's checksum is wrong", reason: ParquetFault.badChecksum)
        }
    }

    private mutating func read(
        _ header: DictionaryPageHeader, _ page: Page
    ) throws(PageFault) {
        guard header.encoding == .plain || header.encoding == .plainDictionary else {
            throw PageFault(
                "a dictionary of \(header.encoding) is not read",
                reason: ParquetFault.unsupported)
        }
        guard dictionary == nil else { throw PageFault("a second dictionary") }
        try check(page)
        let bytes = try decompress(
            page.body, codec, page.header.uncompressedByteCount, &dictionaryByteCount)
        dictionary = try PageDictionary(bytes, count: header.valueCount, type)
    }

    private mutating func read(_ header: DataPageHeader, _ page: Page) throws(PageFault) -> DataPage
    {
        try count(header.valueCount)
        try check(page)
        let bytes = CheckedBytes(
            try decompress(
                page.body, codec, page.header.uncompressedByteCount, &pageByteCount))
        let layout = try PageLayout(bytes, header, leaf)
        return try data(layout, header.encoding, bytes, header.valueCount)
    }

    private mutating func read(_ header: DataPageHeader2, _ page: Page) throws(PageFault)
        -> DataPage
    {
        try count(header.valueCount)
        try check(page)
        let levels = header.repetitionByteCount + header.definitionByteCount
        let size = page.header.uncompressedByteCount
        guard levels <= page.body.count, levels <= size else {
            throw PageFault("levels of \(levels) bytes in a page of \(page.body.count)")
        }
        let bytes = try decompress(
            page.body[levels..<page.body.count], header.isCompressed ? codec : .uncompressed,
            size - levels, &pageByteCount)
        let layout = try PageLayout(
            levels: CheckedBytes(page.body[0..<levels]), header, leaf)
        return try data(layout, header.encoding, CheckedBytes(bytes), header.valueCount)
    }

    /// - Parameter taken: what the bytes before these took of the budget; becomes what these take.
    private func decompress(
        _ body: ByteSlice, _ codec: CompressionCodec, _ count: Int, _ taken: inout Int
    ) throws(PageFault) -> ByteSlice {
        budget.give(taken)
        taken = 0
        if codec != .uncompressed {
            try budget.take(count)
            taken = count
        }
        return try decompressor.decompress(body, codec, count: count)
    }

    private func data(
        _ layout: PageLayout, _ encoding: PageEncoding, _ bytes: CheckedBytes, _ count: Int
    ) throws(PageFault) -> DataPage {
        DataPage(
            repetition: layout.repetition, definition: layout.definition,
            values: try ValueDecoders.make(
                encoding, bytes, from: layout.values, type, dictionary: dictionary,
                budget: limits.pageByteCount),
            left: count)
    }
}

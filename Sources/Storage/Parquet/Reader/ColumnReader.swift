/// Reads the entries of a leaf, within one row group at a time. An entry is a value, a null or the
/// placeholder of an empty list, each with its levels.
final class ColumnReader {
    /// How many levels are decoded at once.
    private static let batch = 512

    let leaf: ColumnLeaf
    private var pages: PageSource
    private var page = DataPage.empty()

    /// The entries whose levels are decoded: the next one, and their end.
    private var index = 0
    private var count = 0
    private var definitions: [UInt8]
    private var repetitions: [UInt8]

    init(
        _ leaf: ColumnLeaf, _ file: MappedFile, _ limits: ParquetLimits,
        _ decompressor: Decompressor, _ budget: PageBudget
    ) {
        self.leaf = leaf
        pages = PageSource(leaf, file, limits, decompressor, budget)
        let batch = ColumnReader.batch
        definitions = [UInt8](repeating: 0, count: leaf.definition > 0 ? batch : 0)
        repetitions = [UInt8](repeating: 0, count: leaf.repetition > 0 ? batch : 0)
    }

    /// A fault of the last page, with its place.
    func fault(_ error: PageFault, rowGroup: Int) -> ParquetFault {
        var fault = ParquetFault(error.reason, error.detail)
        fault.column = leaf.name
        fault.rowGroup = rowGroup
        fault.offset = pages.offset
        return fault
    }

    /// Starts a row group at one of its rows.
    func open(_ chunk: ColumnChunk, before dataEnd: Int, at row: Int) throws(PageFault) {
        page = .empty()
        index = 0
        count = 0
        let first = try pages.open(chunk, before: dataEnd, at: row)
        try skipRows(row - first)
    }

    /// Ends a row group of which all rows were read.
    func finish() throws(PageFault) {
        guard index == count, page.left == 0, !pages.hasMore else {
            throw PageFault("the column has more values than the row group has rows")
        }
    }

    /// Whether an entry is there; reads on where the batch is used up.
    private func isReady() throws(PageFault) -> Bool {
        if index < count { return true }
        return try refill()
    }

    private func refill() throws(PageFault) -> Bool {
        if page.left == 0 {
            guard let next = try pages.next() else { return false }
            page = next
        }
        let size = leaf.definition > 0 ? min(ColumnReader.batch, page.left) : page.left
        if leaf.repetition > 0 {
            try page.repetition.fill(&repetitions, count: size, maximum: leaf.repetition)
        }
        if leaf.definition > 0 {
            try page.definition.fill(&definitions, count: size, maximum: leaf.definition)
        }
        page.left -= size
        index = 0
        count = size
        return true
    }

    private static let exhausted = PageFault("the column has fewer values than rows")

    /// Makes sure that a row starts here.
    func startRow() throws(PageFault) {
        guard try isReady() else { throw ColumnReader.exhausted }
        guard leaf.repetition == 0 || repetitions[index] == 0 else {
            throw PageFault("a row starts inside a list")
        }
    }

    /// The definition level of the entry.
    func definition() throws(PageFault) -> Int {
        guard leaf.definition > 0 else { return 0 }
        guard try isReady() else { throw ColumnReader.exhausted }
        return Int(definitions[index])
    }

    /// The repetition level of the entry; 0 behind the last one.
    func repetition() throws(PageFault) -> Int {
        guard leaf.repetition > 0, try isReady() else { return 0 }
        return Int(repetitions[index])
    }

    /// The entry's value; moves on.
    ///
    /// - Parameter parent: the definition level at which the field's parent is there.
    func take(parent: Int) throws(PageFault) -> ParquetValue {
        guard try isReady() else { throw ColumnReader.exhausted }
        defer { index += 1 }
        guard leaf.definition > 0, Int(definitions[index]) < leaf.definition else {
            return try page.values.next()
        }
        try expect(parent)
        return .null
    }

    /// Moves on over an entry without a value, whose level must be this.
    func pass(level: Int) throws(PageFault) {
        guard try isReady() else { throw ColumnReader.exhausted }
        try expect(level)
        index += 1
    }

    /// Leaves of one group must agree on what is there of it.
    private func expect(_ level: Int) throws(PageFault) {
        let found = leaf.definition > 0 ? Int(definitions[index]) : 0
        guard found == level else {
            throw PageFault("a level of \(found) where the fields beside it say \(level)")
        }
    }

    /// How many entries are at hand; at least one.
    func available() throws(PageFault) -> Int {
        guard try isReady() else { throw ColumnReader.exhausted }
        return count - index
    }

    /// Takes entries of a leaf that is in no list and in no structure.
    ///
    /// - Parameters:
    ///   - size: how many; no more than are available.
    ///   - isNull: which of them have no value.
    ///   - take: takes so many values.
    func take(
        _ size: Int, _ isNull: inout [Bool],
        _ take: (any ValueDecoder, Int) throws(PageFault) -> Void
    ) throws(PageFault) {
        isNull.removeAll(keepingCapacity: true)
        var present = size
        if leaf.definition == 0 {
            isNull.append(contentsOf: repeatElement(false, count: size))
        } else {
            let (definitions, there) = (definitions, leaf.definition)
            for place in index..<(index + size) {
                let isAbsent = Int(definitions[place]) < there
                isNull.append(isAbsent)
                if isAbsent { present -= 1 }
            }
        }
        index += size
        if present > 0 { try take(page.values, present) }
    }

    private func skipRows(_ rows: Int) throws(PageFault) {
        var rest = rows
        while rest > 0 {
            guard try isReady() else { throw ColumnReader.exhausted }
            if leaf.repetition == 0 {
                let step = min(rest, count - index)
                try skipEntries(step)
                rest -= step
            } else {
                try skipEntries(1)
                // At the end of the pages a row ends as well.
                if try repetition() == 0 { rest -= 1 }
            }
        }
    }

    private func skipEntries(_ step: Int) throws(PageFault) {
        var present = step
        if leaf.definition > 0 {
            for place in index..<(index + step) where Int(definitions[place]) < leaf.definition {
                present -= 1
            }
        }
        index += step
        try page.values.skip(present)
    }
}

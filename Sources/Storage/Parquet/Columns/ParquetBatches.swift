/// Reads columns of a file a batch of rows at a time, into arrays that are filled anew for each batch:
/// for tables of few columns and very many rows.
///
///     let batches = ParquetBatches(try ParquetFile(path))
///     let question = try batches.texts("question")
///     let right = try batches.integers("right")
///     while try batches.next() {
///         for row in 0..<batches.count { … question.codes[row] … right.values[row] … }
///     }
///
/// Columns of single values can be read, and of lists of texts. Each column holds one page. A batch
/// ends where a page of any of the columns ends, or after 4,096 rows.
public final class ParquetBatches {
    /// The most rows of a batch.
    static let rowLimit = 4096

    /// The rows of the batch, counted from 0 in the file.
    public private(set) var rows: Range<Int>
    /// How many rows the batch has.
    public var count: Int { rows.count }

    private let file: ParquetFile
    private let end: Int
    private let decompressor: Decompressor
    private let pages: PageBudget
    private var columns: [any BatchColumn] = []
    /// The leaf of each column.
    private var leaves: [Int] = []
    private var group = -1
    /// The first row behind the row group.
    private var groupEnd = 0
    private var failure: ParquetFault?
    /// The place of the column that is being read, for faults.
    private var current = 0

    /// Begins to read a file, or the rows in a range, counted from 0; what lies outside the file is
    /// left out. No columns are read until they are asked for.
    public init(_ file: ParquetFile, rows range: Range<Int>? = nil) {
        let all = 0..<file.rowCount
        let range = (range ?? all).clamped(to: all)
        self.file = file
        rows = range.lowerBound..<range.lowerBound
        end = range.upperBound
        decompressor = Decompressor(limit: file.limits.pageByteCount)
        pages = PageBudget(limit: file.limits.heldByteCount)
    }

    /// Reads a column of whole numbers as well, or of booleans, as 0 and 1.
    ///
    /// - Throws: a `ParquetFault` where the column is not there or holds something else.
    /// - Precondition: no batch was read yet.
    public func integers(_ name: String) throws(ParquetFault) -> ParquetIntegers {
        let reader = try reader(name, "whole numbers") { meaning in
            switch meaning {
            case .int, .uint, .bool: true
            default: false
            }
        }
        return add(ParquetIntegers(reader))
    }

    /// Reads a column of numbers as well, or of booleans, as 0 and 1.
    ///
    /// - Throws: a `ParquetFault` where the column is not there or holds something else.
    /// - Precondition: no batch was read yet.
    public func doubles(_ name: String) throws(ParquetFault) -> ParquetDoubles {
        let reader = try reader(name, "numbers") { meaning in
            switch meaning {
            case .int, .uint, .bool, .float16, .float, .double: true
            default: false
            }
        }
        return add(ParquetDoubles(reader))
    }

    /// Reads a column of texts as well, or of bytes.
    ///
    /// - Throws: a `ParquetFault` where the column is not there or holds something else.
    /// - Precondition: no batch was read yet.
    public func texts(_ name: String) throws(ParquetFault) -> ParquetTexts {
        let reader = try reader(name, "texts") { $0 == .string || $0 == .bytes }
        return add(ParquetTexts(reader))
    }

    /// Reads a column of lists of texts as well, or of lists of bytes.
    ///
    /// - Throws: a `ParquetFault` where the column is not there or holds something else.
    /// - Precondition: no batch was read yet.
    public func textLists(_ name: String) throws(ParquetFault) -> ParquetTextLists {
        let place = try file.place(of: name)
        let node = file.nodes[place]
        guard case .list(let element, let definition, let repetition) = node.content,
            case .leaf = element.content
        else { throw ParquetBatches.mismatch(file.fields[place], "lists of texts") }
        let reader = try reader(place, "lists of texts") { $0 == .string || $0 == .bytes }
        return add(
            ParquetTextLists(
                reader, node, definition: definition, repetition: repetition,
                limit: file.limits.elementCount))
    }

    private func add<Column: BatchColumn>(_ column: Column) -> Column {
        columns.append(column)
        return column
    }

    private func reader(
        _ name: String, _ wanted: String, _ fits: (ValueMeaning) -> Bool
    ) throws(ParquetFault) -> ColumnReader {
        let place = try file.place(of: name)
        guard case .leaf = file.nodes[place].content else {
            throw ParquetBatches.mismatch(file.fields[place], wanted)
        }
        return try reader(place, wanted, fits)
    }

    /// A reader of the only leaf of a column.
    private func reader(
        _ place: Int, _ wanted: String, _ fits: (ValueMeaning) -> Bool
    ) throws(ParquetFault) -> ColumnReader {
        precondition(group < 0, "columns are named before rows are read")
        let leaf = file.leaves[file.nodes[place].leaves.lowerBound]
        let type = LeafType(
            leaf.type, typeLength: leaf.typeLength, leaf.logicalType,
            limit: file.limits.valueByteCount)
        guard fits(type.meaning) else {
            throw ParquetBatches.mismatch(file.fields[place], wanted)
        }
        leaves.append(file.nodes[place].leaves.lowerBound)
        return ColumnReader(leaf, file.file, file.limits, decompressor, pages)
    }

    private static func mismatch(_ field: ParquetField, _ wanted: String) -> ParquetFault {
        var fault = ParquetFault(
            ParquetFault.missingColumns, "\(field.typeDescription), where \(wanted) are expected")
        fault.column = field.name
        return fault
    }

    /// Reads the next batch into the columns; false, with nothing in them, after the last. After a
    /// fault every further call throws it again.
    ///
    /// - Throws: a `ParquetFault` where a page cannot be decoded.
    public func next() throws(ParquetFault) -> Bool {
        if let failure { throw failure }
        do throws(PageFault) {
            return try fill()
        } catch {
            let fault = columns[current].cursor.fault(error, rowGroup: group)
            failure = fault
            throw fault
        }
    }

    private func fill() throws(PageFault) -> Bool {
        pages.startRow()
        let start = rows.upperBound
        while start < end && start >= groupEnd { try openGroup(at: start) }
        var count = min(ParquetBatches.rowLimit, min(groupEnd, end) - start)
        if start >= end { count = 0 }
        for place in columns.indices where count > 0 {
            current = place
            count = min(count, try columns[place].available())
        }
        for place in columns.indices {
            current = place
            try columns[place].fill(count)
        }
        rows = start..<(start + count)
        if count > 0 && rows.upperBound == groupEnd {
            for place in columns.indices {
                current = place
                try columns[place].cursor.finish()
            }
        }
        return count > 0
    }

    /// Starts the next row group; `row` is one of its rows unless it has none.
    private func openGroup(at row: Int) throws(PageFault) {
        group += 1
        let groups = file.metadata.rowGroups
        let start = groupEnd
        groupEnd += groups[group].rowCount
        guard row < groupEnd else { return }
        for place in columns.indices {
            current = place
            try columns[place].cursor.open(
                groups[group].columns[leaves[place]], before: file.dataEnd, at: row - start)
        }
    }
}

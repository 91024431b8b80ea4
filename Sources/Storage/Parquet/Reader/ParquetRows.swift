/// Reads rows one after the other. Each column holds one page; a page is freed with the last value
/// that lies in it.
public final class ParquetRows {
    /// The names of the columns that are read, in the order of the file.
    public let names: [String]
    /// The number of the next row, counted from 0 in the file.
    public private(set) var position: Int

    private let file: ParquetFile
    private let end: Int
    private let nodes: [ReadNode]
    private let readers: [ColumnReader]
    private let pages: PageBudget
    private var group = -1
    /// The first row behind the row group.
    private var groupEnd = 0
    private var failure: ParquetFault?
    /// The leaf that is being read, for faults.
    private var leaf = 0
    /// How many more leaves the row's lists may have.
    private var budget = 0
    /// How far beyond a list is read before the file is given up.
    private let overdraft: Int

    /// - Precondition: the rows lie in the file.
    init(_ file: ParquetFile, _ range: Range<Int>, columns: [Int]) {
        self.file = file
        position = range.lowerBound
        end = range.upperBound
        let (many, isTooMany) = file.limits.elementCount.multipliedReportingOverflow(by: 15)
        overdraft = isTooMany ? .max : many
        names = columns.map { file.fields[$0].name }
        nodes = columns.map { file.nodes[$0] }
        let decompressor = Decompressor(limit: file.limits.pageByteCount)
        let pages = PageBudget(limit: file.limits.heldByteCount)
        readers = file.leaves.map {
            ColumnReader($0, file.file, file.limits, decompressor, pages)
        }
        self.pages = pages
    }

    /// The next row, a value for each column, or nothing after the last. After a fault every
    /// further call throws it again.
    ///
    /// - Throws: a `ParquetFault` where a page cannot be decoded.
    public func next() throws(ParquetFault) -> [ParquetValue]? {
        if let failure { throw failure }
        guard position < end else { return nil }
        do throws(PageFault) {
            pages.startRow()
            while position >= groupEnd { try openGroup() }
            budget = file.limits.elementCount
            var row: [ParquetValue] = []
            row.reserveCapacity(nodes.count)
            for node in nodes {
                for leaf in node.leaves { try reader(leaf).startRow() }
                row.append(try value(node, parent: 0))
            }
            position += 1
            if position == groupEnd { try finishGroup() }
            return row
        } catch {
            let fault = readers[leaf].fault(error, rowGroup: group)
            failure = fault
            throw fault
        }
    }

    private func reader(_ leaf: Int) -> ColumnReader {
        self.leaf = leaf
        return readers[leaf]
    }

    /// Starts the next row group; `position` is one of its rows unless it has none.
    private func openGroup() throws(PageFault) {
        group += 1
        let groups = file.metadata.rowGroups
        let start = groupEnd
        groupEnd += groups[group].rowCount
        guard position < groupEnd else { return }
        for node in nodes {
            for leaf in node.leaves {
                try reader(leaf).open(
                    groups[group].columns[leaf], before: file.dataEnd, at: position - start)
            }
        }
    }

    private func finishGroup() throws(PageFault) {
        for node in nodes {
            for leaf in node.leaves { try reader(leaf).finish() }
        }
    }
}

extension ParquetRows {
    /// The value of a field, whose parent is there from a definition level on.
    private func value(_ node: ReadNode, parent: Int) throws(PageFault) -> ParquetValue {
        switch node.content {
        case .leaf:
            return try reader(node.leaves.lowerBound).take(parent: parent)
        case .structure(let names, let children):
            if node.isNullable,
                try reader(node.leaves.lowerBound).definition() < node.definition
            {
                try pass(node, level: parent)
                return .null
            }
            var values: [ParquetValue] = []
            values.reserveCapacity(children.count)
            for child in children { values.append(try value(child, parent: node.definition)) }
            return .object(names: names, values: values)
        case .list(let element, let definition, let repetition):
            let level = try reader(node.leaves.lowerBound).definition()
            if level < node.definition {
                try pass(node, level: parent)
                return .null
            }
            if level < definition {
                try pass(node, level: node.definition)
                return .list([])
            }
            return try list(element, definition: definition, repetition: repetition)
        }
    }

    /// The elements of a list that has some.
    private func list(
        _ element: ReadNode, definition: Int, repetition: Int
    ) throws(PageFault) -> ParquetValue {
        var elements: [ParquetValue] = []
        var count = 0
        repeat {
            let value = try value(element, parent: definition)
            count += 1
            budget -= element.leaves.count
            // A list that is too long is read to its end, and not kept.
            if budget >= 0 { elements.append(value) }
            guard budget > -overdraft else {
                throw PageFault(
                    "a list of more than \(count) elements", reason: ParquetFault.tooLarge)
            }
        } while try hasNext(element, repetition)
        return budget >= 0 ? .list(elements) : .tooLarge(count)
    }

    /// Whether another element of a list follows; all leaves must agree.
    private func hasNext(_ element: ReadNode, _ repetition: Int) throws(PageFault) -> Bool {
        var hasNext: Bool?
        for leaf in element.leaves {
            let next = try reader(leaf).repetition()
            let isElement = next == repetition
            guard next <= repetition, (hasNext ?? isElement) == isElement else {
                throw PageFault("a repetition level of \(next) inside a list of \(repetition)")
            }
            hasNext = isElement
        }
        return hasNext ?? false
    }

    /// Passes over a field that has no value: every leaf says so by the same level.
    private func pass(_ node: ReadNode, level: Int) throws(PageFault) {
        for leaf in node.leaves { try reader(leaf).pass(level: level) }
    }
}

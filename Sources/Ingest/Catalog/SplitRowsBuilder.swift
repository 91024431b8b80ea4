import Records
import Storage

/// Gathers the rows of a split by their pictures, in one pass and in little memory.
struct SplitRowsBuilder {
    private var rows: [CatalogRow] = []
    private var groupOfRow: [UInt32] = []
    private var groups: [CatalogGroup] = []
    private var numbers = KeyTable()
    private var groupOfNumber: [UInt32] = []
    private(set) var refused: [CatalogRow] = []
    private var refusedContent = Key128.zero
    private let hash = KeyHasher()

    /// What the groups before the checkpoint stood for, where that has changed since, in order.
    private var changes: [(group: UInt32, content: Key128)] = []
    /// The groups that lists of pictures had before the checkpoint, where that has changed, in order.
    private var moves: [(number: Int, group: UInt32)] = []
    private var checkpoint = Checkpoint()
    /// The most rows of a sample. Rows about one picture may be all there are, and a sample is in
    /// memory as a whole.
    private static let largestGroup = 1024

    /// Where a file began.
    private struct Checkpoint {
        var rowCount = 0
        var groupCount = 0
        var numberCount = 0
        var refusedCount = 0
        var refusedContent = Key128.zero
    }

    /// How many rows are questions so far.
    var rowCount: Int { rows.count }

    /// How many groups there are so far.
    var groupCount: Int { groups.count }

    /// Begins a file; what it gives can be forgotten.
    mutating func beginFile() {
        changes = []
        moves = []
        checkpoint = Checkpoint(
            rowCount: rows.count, groupCount: groups.count, numberCount: numbers.keys.count,
            refusedCount: refused.count, refusedContent: refusedContent)
    }

    /// Forgets what the file gave.
    mutating func forgetFile() {
        for group in groupOfRow[checkpoint.rowCount...] { groups[Int(group)].count -= 1 }
        rows.removeSubrange(checkpoint.rowCount...)
        groupOfRow.removeSubrange(checkpoint.rowCount...)
        for change in changes.reversed() { groups[Int(change.group)].content = change.content }
        changes = []
        for move in moves.reversed() { groupOfNumber[move.number] = move.group }
        moves = []
        groups.removeSubrange(checkpoint.groupCount...)
        numbers.removeKeys(from: checkpoint.numberCount)
        groupOfNumber.removeSubrange(checkpoint.numberCount...)
        refused.removeSubrange(checkpoint.refusedCount...)
        refusedContent = checkpoint.refusedContent
    }

    /// Adds a row that cannot become a question.
    ///
    /// - Parameter content: stands for what the row holds.
    mutating func refuse(_ row: CatalogRow, content: Key128) {
        refused.append(row)
        refusedContent = hash.combined(refusedContent, content)
    }

    /// Adds a row that is a question so far.
    ///
    /// - Parameters:
    ///   - name: stands for what its pictures are called; nothing if no other row can have the same.
    ///   - content: stands for what the row holds.
    ///   - look: tells how many bytes the pictures have, and what stands for their content. Called
    ///     once for each list of pictures.
    /// - Returns: whether its pictures are new.
    mutating func append(
        _ row: CatalogRow, name: Key128?, content: Key128,
        look: () throws(Fault) -> (byteCount: Int, content: Key128)
    ) throws(Fault) -> Bool {
        var group = groups.count
        if let name {
            let (number, isNew) = numbers.insert(name)
            if isNew { groupOfNumber.append(UInt32(group)) }
            if groups.indices.contains(Int(groupOfNumber[number])),
                groups[Int(groupOfNumber[number])].count >= SplitRowsBuilder.largestGroup
            {
                moves.append((number, groupOfNumber[number]))
                groupOfNumber[number] = UInt32(group)
            }
            group = Int(groupOfNumber[number])
        }
        let isNew = group == groups.count
        if isNew {
            let found = try look()
            groups.append(
                CatalogGroup(
                    byteCount: found.byteCount, name: name ?? content, pictures: found.content))
        }
        rows.append(row)
        groupOfRow.append(UInt32(group))
        groups[group].count += 1
        if group < checkpoint.groupCount {
            changes.append((UInt32(group), groups[group].content))
        }
        groups[group].content = hash.combined(groups[group].content, content)
        return isNew
    }

    /// The rows, group by group.
    consuming func finish(
        files: [SplitFile], firstRows: [Int], pictures: PictureSource
    ) -> SplitRows {
        var next: UInt32 = 0
        for index in groups.indices {
            groups[index].first = next
            next += groups[index].count
        }
        var places = groups.map(\.first)
        var order = [UInt32](repeating: 0, count: rows.count)
        for (row, group) in groupOfRow.enumerated() {
            order[Int(places[Int(group)])] = UInt32(row)
            places[Int(group)] += 1
        }
        // Most sources name each picture once: their rows are in order already.
        let isInOrder = order.indices.allSatisfy { Int(order[$0]) == $0 }
        let sorted = isInOrder ? rows : order.map { rows[Int($0)] }
        return SplitRows(
            files: files, firstRows: firstRows, rows: sorted, groups: groups, refused: refused,
            refusedContent: refusedContent, pictures: pictures)
    }
}

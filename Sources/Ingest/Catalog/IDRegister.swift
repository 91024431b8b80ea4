import Records
import Storage

/// Whose the ids are that the rows of a data set have, told for a whole split at a time: ids are
/// sorted as keys of 16 bytes, so that any number takes little memory.
///
/// The first row of a split with an id has it; one whose id an earlier split has gets the split's name
/// in front.
struct IDRegister {
    private let space: SpillSpace
    /// The ids that are some row's: those of each split in order, split after split.
    private var claimed: SpilledArray<Key128>
    private var splits: [Range<Int>] = []

    /// No ids yet.
    init(in space: SpillSpace) {
        self.space = space
        claimed = SpilledArray(in: space)
    }

    /// Whether an earlier split has ids.
    var isUsed: Bool { claimed.count > 0 }

    /// A row that is not plainly a question.
    struct Marked: BitwiseCopyable, Comparable, Sendable {
        var row: UInt32
        var mark: CatalogRow.Mark
        /// The row that had its id before; the row itself where it is of an earlier split.
        var first: UInt32

        static func < (left: Marked, right: Marked) -> Bool { left.row < right.row }
    }

    /// A row's id before it is known whether an earlier split has it.
    private struct Given: BitwiseCopyable, Comparable, Sendable {
        var id: Key128
        var qualified: Key128
        var row: UInt32

        static func < (left: Given, right: Given) -> Bool { left.id < right.id }
    }

    /// The id that a row is to have.
    private struct Wanted: BitwiseCopyable, Comparable, Sendable {
        var id: Key128
        var row: UInt32
        var isQualified: Bool

        static func < (left: Wanted, right: Wanted) -> Bool {
            left.id != right.id ? left.id < right.id : left.row < right.row
        }
    }

    /// Gives the rows of a split their ids.
    ///
    /// - Returns: the rows whose id is qualified or another row's, in order.
    /// - Throws: a `Fault` where the disk refuses.
    mutating func marks(of rows: SpilledArray<PlannedRow>) throws(Fault) -> SortedRecords<Marked> {
        var wanted = try wanted(rows).sorted()
        var earlier = try KeyLookup(SortedRecords(claimed, splits))
        var marks = RecordSorter<Marked>(in: space)
        let start = claimed.count
        var last: Key128?
        var first: UInt32 = 0
        while let next = try wanted.next() {
            let isFirst = last != next.id
            last = next.id
            if isFirst { first = next.row }
            let isTaken = next.isQualified ? try earlier.contains(next.id) : false
            if isFirst, !isTaken {
                try claimed.append(next.id)
                if next.isQualified {
                    try marks.append(Marked(row: next.row, mark: .qualified, first: next.row))
                }
            } else {
                let mark: CatalogRow.Mark = next.isQualified ? .duplicateQualified : .duplicateID
                try marks.append(Marked(row: next.row, mark: mark, first: first))
            }
        }
        splits.append(start..<claimed.count)
        return try marks.sorted()
    }

    /// The ids that rows are to have: their own, or qualified ones where an earlier split has those.
    private func wanted(_ rows: SpilledArray<PlannedRow>) throws(Fault) -> RecordSorter<Wanted> {
        var wanted = RecordSorter<Wanted>(in: space)
        var given = RecordSorter<Given>(in: space)
        var number: UInt32 = 0
        try rows.forEach { row throws(Fault) in
            if let id = row.id, isUsed {
                try given.append(Given(id: id, qualified: row.qualifiedID, row: number))
            } else if let id = row.id {
                try wanted.append(Wanted(id: id, row: number, isQualified: false))
            }
            number += 1
        }
        var earlier = try KeyLookup(SortedRecords(claimed, splits))
        var sorted = try given.sorted()
        while let next = try sorted.next() {
            let isTaken = try earlier.contains(next.id)
            try wanted.append(
                Wanted(
                    id: isTaken ? next.qualified : next.id, row: next.row, isQualified: isTaken))
        }
        return wanted
    }
}

import Records
import Storage

/// Gathers the rows of a split by their pictures: sorted by what those are called, then back into the
/// order in which they were read. Whatever the number of rows, little is in memory.
struct SplitRowsBuilder {
    /// How many groups there are.
    private(set) var groupCount = 0
    /// The rows that cannot become questions.
    private var refused: SpilledArray<CatalogRow>
    /// For each of those the row that had its id before, or the row itself.
    private var firsts: SpilledArray<CatalogRow>
    /// Stands for their content.
    private(set) var refusedContent = Key128.zero
    private let planned: PlannedRows
    private let part: Int
    private let space: SpillSpace
    private let hash = KeyHasher()
    /// The rows that are questions so far.
    private var members: RecordSorter<GroupMember.ByGroup>

    /// The most rows of a sample. Rows about one picture may be all there are, and a sample is in
    /// memory as a whole.
    private static let largestGroup = 1024

    /// Finds the groups of rows of a part of a split.
    ///
    /// - Parameters:
    ///   - planned: the rows of all parts.
    ///   - part: which part, from 0.
    ///   - marks: the rows whose id is qualified or another row's, in order.
    /// - Throws: a `Fault` where the disk refuses.
    init(
        _ planned: PlannedRows, part: Int, marks: SortedRecords<IDRegister.Marked>,
        in space: SpillSpace
    ) throws(Fault) {
        self.planned = planned
        self.part = part
        self.space = space
        refused = SpilledArray(in: space)
        firsts = SpilledArray(in: space)
        members = RecordSorter(in: space)
        var named = try members(marks).sorted()
        var group: (name: Key128, first: UInt32, count: Int)?
        while let next = try named.next() {
            let member = next.member
            if let own = group, own.name == member.name, !member.isAlone,
                own.count < SplitRowsBuilder.largestGroup
            {
                group = (own.name, own.first, own.count + 1)
            } else {
                group = (member.name, member.number, 1)
                groupCount += 1
            }
            try members.append(
                GroupMember.ByGroup(first: group?.first ?? member.number, member: member))
        }
    }

    /// The rows of the part that are questions so far; its others are put aside.
    private mutating func members(
        _ marks: SortedRecords<IDRegister.Marked>
    ) throws(Fault) -> RecordSorter<GroupMember.ByName> {
        var marks = marks
        var marked = try marks.next()
        var members = RecordSorter<GroupMember.ByName>(in: space)
        var number: UInt32 = 0
        try planned.rows.forEach { next throws(Fault) in
            defer { number += 1 }
            let own = marked?.row == number ? marked : nil
            if own != nil { marked = try marks.next() }
            guard Int(next.part) == part else { return }
            var (row, content) = (next.row, next.content)
            var first = row
            if let own {
                row.mark = own.mark
                hash.update(content)
                hash.update([own.mark.rawValue])
                if own.first != number {
                    // Whether the two are equal is told of the row.
                    let earlier = try planned.rows.element(at: Int(own.first))
                    first = earlier.row
                    hash.update(earlier.content)
                }
                content = hash.key()
            }
            if row.mark == .plain || row.mark == .qualified {
                let member = GroupMember(
                    number: number, row: row, content: content, name: next.name ?? content,
                    isAlone: next.name == nil, pictures: next.pictures)
                try members.append(GroupMember.ByName(member: member))
            } else {
                try refused.append(row)
                try firsts.append(first)
                refusedContent = hash.combined(refusedContent, content)
            }
        }
        return members
    }

    /// The rows, group by group, in the order in which their pictures first appear.
    ///
    /// - Parameters:
    ///   - look: looks at the pictures of a group.
    ///   - note: called with each group and its pictures.
    /// - Throws: a `Fault` where the disk refuses, and what `look` and `note` throw.
    consuming func finish(
        files: [SplitFile], firstRows: [Int], pictures source: PictureSource,
        look: (PicturePaths) throws(Fault) -> PictureLooker.Found,
        note: (CatalogGroup, PicturePaths) throws(Fault) -> Void
    ) throws(Fault) -> SplitRows {
        var rows = SpilledArray<CatalogRow>(in: space)
        var groups = SpilledArray<CatalogGroup>(in: space)
        var members = try members.sorted()
        var next = try members.next()
        while let first = next {
            let list = try planned.pictures(first.member.pictures)
            let found = try look(list)
            var group = CatalogGroup(
                first: UInt32(rows.count), byteCount: found.byteCount, name: first.member.name,
                pictures: found.content, stamp: found.stamp)
            while let own = next, own.first == first.first {
                try rows.append(own.member.row)
                group.content = hash.combined(group.content, own.member.content)
                group.count += 1
                next = try members.next()
            }
            try groups.append(group)
            try note(group, list)
        }
        return SplitRows(
            files: files, firstRows: firstRows, rows: rows, groups: groups, refused: refused,
            firsts: firsts, refusedContent: refusedContent, pictures: source)
    }
}

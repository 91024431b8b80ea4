import Records

/// What becomes of a row that is a question so far.
struct GroupMember: BitwiseCopyable, Sendable {
    /// The row's number in its split.
    var number: UInt32
    /// Where it lies.
    var row: CatalogRow
    /// Stands for what it holds.
    var content: Key128
    /// What its pictures are called.
    var name: Key128
    /// Whether no other row can have its pictures.
    var isAlone: Bool
    /// The pictures that it names.
    var pictures: PlannedRow.Pictures

    /// Ordered so that rows with the same pictures follow each other.
    struct ByName: BitwiseCopyable, Comparable, Sendable {
        var member: GroupMember

        static func == (left: ByName, right: ByName) -> Bool {
            left.member.number == right.member.number
        }

        static func < (left: ByName, right: ByName) -> Bool {
            left.member.name != right.member.name
                ? left.member.name < right.member.name : left.member.number < right.member.number
        }
    }

    /// Ordered by the first rows of groups, and then by the rows.
    struct ByGroup: BitwiseCopyable, Comparable, Sendable {
        /// The number of the group's first row.
        var first: UInt32
        var member: GroupMember

        static func == (left: ByGroup, right: ByGroup) -> Bool {
            left.member.number == right.member.number
        }

        static func < (left: ByGroup, right: ByGroup) -> Bool {
            left.first != right.first
                ? left.first < right.first : left.member.number < right.member.number
        }
    }
}

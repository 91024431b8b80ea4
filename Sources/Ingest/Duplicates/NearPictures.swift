import Manifests

/// Finds rows whose pictures look like those of another row.
///
/// Rows are put in groups of what else must be equal; most groups are small, and only rows of one are
/// compared. A large group has an index of its first pictures.
struct NearPictures {
    private let rules: DuplicateRules.NearPictures
    private let table: FingerprintTable
    private let scopes: [UInt64]
    /// The rows by group, in plan order in each.
    private var members: [UInt32] = []
    /// The group of each row; all ones for rows that none is like.
    private var groupOf: [UInt32]
    /// Where each group's members begin; one more than there are groups.
    private var starts: [Int] = []
    /// The indexes of large groups.
    private var indexes: [Int: HammingIndex] = [:]

    private static let largeCount = 64

    /// The groups of the rows that are not dropped.
    init(
        _ rules: DuplicateRules.NearPictures, _ table: FingerprintTable, scopes: [UInt64],
        isDropped: [Bool]
    ) {
        self.rules = rules
        self.table = table
        self.scopes = scopes
        groupOf = [UInt32](repeating: .max, count: table.count)
        var keys: [(key: UInt64, row: UInt32)] = []
        for row in 0..<table.count
        where !isDropped[row] && table.hasPerceptual[row] && !table.pictures(of: row).isEmpty {
            keys.append((key(of: row), UInt32(row)))
        }
        keys.sort { ($0.key, $0.row) < ($1.key, $1.row) }
        var start = 0
        while start < keys.count {
            var end = start + 1
            while end < keys.count, keys[end].key == keys[start].key { end += 1 }
            if end - start > 1 { append(keys[start..<end].map(\.row)) }
            start = end
        }
        starts.append(members.count)
    }

    /// The first row before this one whose pictures look like its own, among those that `isKept` takes,
    /// and in how many bits those differ that differ most.
    func first(like row: Int, where isKept: (Int) -> Bool) -> (row: Int, distance: Int)? {
        guard groupOf[row] != .max else { return nil }
        let group = Int(groupOf[row])
        let start = starts[group]
        if let index = indexes[group] {
            let hash = table.perceptualHashes[table.pictures(of: row).lowerBound]
            let found = index.first(near: hash, before: place(of: row, in: group) - start) {
                let other = Int(members[start + $0])
                return isKept(other) && distance(row, other) != nil
            }
            guard let found else { return nil }
            let other = Int(members[start + found.place])
            return distance(row, other).map { (other, $0) }
        }
        for place in start..<starts[group + 1] {
            let other = Int(members[place])
            if other >= row { return nil }
            if isKept(other), let distance = distance(row, other) { return (other, distance) }
        }
        return nil
    }

    private mutating func append(_ rows: [UInt32]) {
        let group = starts.count
        starts.append(members.count)
        members += rows
        for row in rows { groupOf[Int(row)] = UInt32(group) }
        if rows.count > NearPictures.largeCount {
            indexes[group] = HammingIndex(
                rows.map { table.perceptualHashes[table.pictures(of: Int($0)).lowerBound] },
                radius: rules.radius)
        }
    }

    /// Where a row lies among the members of its group, which are in order.
    private func place(of row: Int, in group: Int) -> Int {
        var (low, high) = (starts[group], starts[group + 1])
        while low < high {
            let middle = (low + high) / 2
            if Int(members[middle]) < row { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func key(of row: Int) -> UInt64 {
        var key = KeyHash.mix(
            scopes[Int(table.groupOf[row])], UInt64(table.pictures(of: row).count))
        if rules.equal.contains(.question) { key = KeyHash.mix(key, table.questions[row]) }
        if rules.equal.contains(.answer) { key = KeyHash.mix(key, table.answers[row]) }
        return key
    }

    /// In how many bits the pictures differ that differ most; nothing where that is too many, or what
    /// else must be equal is not.
    private func distance(_ row: Int, _ other: Int) -> Int? {
        guard scopes[Int(table.groupOf[row])] == scopes[Int(table.groupOf[other])],
            !rules.equal.contains(.question) || table.questions[row] == table.questions[other],
            !rules.equal.contains(.answer) || table.answers[row] == table.answers[other]
        else { return nil }
        let (own, others) = (table.pictures(of: row), table.pictures(of: other))
        guard own.count == others.count else { return nil }
        var most = 0
        for offset in 0..<own.count {
            let bits =
                table.perceptualHashes[own.lowerBound + offset]
                ^ table.perceptualHashes[others.lowerBound + offset]
            most = max(most, bits.nonzeroBitCount)
        }
        return most <= rules.radius ? most : nil
    }
}

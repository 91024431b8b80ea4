/// The rows of a split or of benchmarks, for others to be held against.
struct LeakIndex {
    private let table: FingerprintTable
    private var byPicture: FirstRowTable
    private var byQuestion: FirstRowTable
    /// The perceptual hashes of all pictures, and the rows they are of.
    private var near: HammingIndex?
    private var rows: [UInt32] = []

    /// The rows of a table that `isWanted` takes; those with pictures that look alike are found within
    /// the radius, if there is one.
    init(_ table: FingerprintTable, radius: Int?, where isWanted: (Int) -> Bool) {
        self.table = table
        var wanted = (rows: 0, pictures: 0)
        for row in 0..<table.count where isWanted(row) {
            wanted.rows += 1
            wanted.pictures += table.pictures(of: row).count
        }
        byPicture = FirstRowTable(capacity: wanted.pictures)
        byQuestion = FirstRowTable(capacity: wanted.rows)
        var hashes: [UInt64] = []
        for row in 0..<table.count where isWanted(row) {
            byQuestion.insert(row, LeakIndex.questionKey(row, table)) {
                LeakIndex.isSame(row, table, $0, table)
            }
            for index in table.pictures(of: row) {
                let digest = table.pictures[index]
                byPicture.insert(row, KeyHash.mix(0, digest)) { table.has(digest, row: $0) }
                if radius != nil, table.hasPerceptual[row] {
                    hashes.append(table.perceptualHashes[index])
                    rows.append(UInt32(row))
                }
            }
        }
        if let radius { near = HammingIndex(hashes, radius: radius) }
    }

    /// The first row with all pictures and the question of a row of another table.
    func row(asking row: Int, of other: FingerprintTable) -> Int? {
        byQuestion.row(LeakIndex.questionKey(row, other)) {
            LeakIndex.isSame(row, other, $0, table)
        }
    }

    /// The first row with a picture.
    func row(with digest: UInt128) -> Int? {
        byPicture.row(KeyHash.mix(0, digest)) { table.has(digest, row: $0) }
    }

    /// The first row with a picture that looks like one of a row of another table, and in how many
    /// bits they differ.
    func row(
        nearPicturesOf row: Int, of other: FingerprintTable
    ) -> (row: Int, distance: Int)? {
        guard let near, other.hasPerceptual[row] else { return nil }
        var best: (place: Int, distance: Int)?
        for index in other.pictures(of: row) {
            let found = near.first(
                near: other.perceptualHashes[index], before: best?.place ?? .max,
                where: { _ in true })
            if let found { best = found }
        }
        return best.map { (Int(rows[$0.place]), $0.distance) }
    }

    private static func questionKey(_ row: Int, _ table: FingerprintTable) -> UInt64 {
        KeyHash.mix(table.pictureHash(of: row), table.questions[row])
    }

    private static func isSame(
        _ row: Int, _ table: FingerprintTable, _ other: Int, _ otherTable: FingerprintTable
    ) -> Bool {
        table.questions[row] == otherTable.questions[other]
            && table.hasPictures(of: row, as: other, in: otherTable)
    }
}

extension FingerprintTable {
    /// Whether a row has a picture.
    func has(_ digest: UInt128, row: Int) -> Bool {
        for index in pictures(of: row) where pictures[index] == digest { return true }
        return false
    }
}

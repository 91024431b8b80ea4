import Manifests

/// Finds rows whose questions read like that of a row kept before.
struct NearTexts {
    private let rules: DuplicateRules.NearText
    private let table: FingerprintTable
    private let scopes: [UInt64]
    private var bands: BandTable
    /// The fewest equal numbers of two signatures that are alike.
    private let least: Int

    /// No rows kept yet.
    init(_ rules: DuplicateRules.NearText, _ table: FingerprintTable, scopes: [UInt64]) {
        self.rules = rules
        self.table = table
        self.scopes = scopes
        bands = BandTable(threshold: rules.threshold)
        let wanted = rules.threshold * Double(MinHash.count)
        least = (0...MinHash.count).first { Double($0) >= wanted } ?? MinHash.count
    }

    /// The first row kept whose question reads like this one's, and how similar they are.
    func first(like row: Int) -> (row: Int, similarity: Double)? {
        let start = row * MinHash.count
        guard hasUnits(row) else { return nil }
        let salt = salt(of: row)
        var best: (row: Int, equal: Int)?
        for band in 0..<bands.bandCount {
            bands.forEachRow(bands.key(band, of: table.signatures, at: start, salt: salt)) {
                other in
                guard other < best?.row ?? .max, isComparable(row, other) else { return }
                let equal = equalCount(start, other * MinHash.count)
                if equal >= least { best = (other, equal) }
            }
        }
        return best.map { ($0.row, Double($0.equal) / Double(MinHash.count)) }
    }

    /// Adds a row that is kept.
    mutating func insert(_ row: Int) {
        guard hasUnits(row) else { return }
        let salt = salt(of: row)
        for band in 0..<bands.bandCount {
            let start = row * MinHash.count
            bands.insert(row, bands.key(band, of: table.signatures, at: start, salt: salt))
        }
    }

    /// Whether there is a signature: a text without units has none.
    private func hasUnits(_ row: Int) -> Bool {
        let start = row * MinHash.count
        return table.signatures[start..<(start + MinHash.count)].contains { $0 != .max }
    }

    /// What is equal of rows that are compared, as a hash.
    private func salt(of row: Int) -> UInt64 {
        var salt = KeyHash.mix(0, scopes[Int(table.groupOf[row])])
        if rules.equal.contains(.pictures) { salt = KeyHash.mix(salt, table.pictureHash(of: row)) }
        if rules.equal.contains(.answer) { salt = KeyHash.mix(salt, table.answers[row]) }
        return salt
    }

    private func isComparable(_ row: Int, _ other: Int) -> Bool {
        scopes[Int(table.groupOf[row])] == scopes[Int(table.groupOf[other])]
            && (!rules.equal.contains(.answer) || table.answers[row] == table.answers[other])
            && (!rules.equal.contains(.pictures)
                || table.hasPictures(of: row, as: other, in: table))
    }

    private func equalCount(_ left: Int, _ right: Int) -> Int {
        var count = 0
        for index in 0..<MinHash.count
        where table.signatures[left + index] == table.signatures[right + index] {
            count += 1
        }
        return count
    }
}

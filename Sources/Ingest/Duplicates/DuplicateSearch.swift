import Manifests

/// Goes through the rows in plan order and holds each against those kept before it.
struct DuplicateSearch {
    /// What was found, by row.
    private(set) var findings: [DuplicateFinding] = []
    /// The kept row that a dropped one repeats.
    private(set) var representatives: [Int: Int] = [:]

    private let rules: DuplicateRules
    private let table: FingerprintTable
    private let isDropped: [Bool]
    /// The rows of one scope are compared: a number for each group of the table.
    private let scopes: [UInt64]
    /// Whether a row is one that others may be near.
    private var isKept: [Bool]

    /// A search among the rows that are not dropped yet.
    init(rules: DuplicateRules, table: FingerprintTable, isDropped: [Bool]) {
        self.rules = rules
        self.table = table
        self.isDropped = isDropped
        isKept = [Bool](repeating: false, count: table.count)
        scopes = DuplicateSearch.scopes(of: table.groups, acrossDatasets: rules.acrossDatasets)
    }

    /// Finds all duplicates.
    mutating func run() {
        var exact = FirstRowTable(capacity: rules.exact == .ignore ? 0 : table.count)
        var asked = FirstRowTable(capacity: rules.conflictingAnswers == .ignore ? 0 : table.count)
        let pictures = rules.nearPictures.flatMap { own in
            own.action == .ignore
                ? nil : NearPictures(own, table, scopes: scopes, isDropped: isDropped)
        }
        var texts = rules.nearText.flatMap { own in
            own.action == .ignore ? nil : NearTexts(own, table, scopes: scopes)
        }
        for row in 0..<table.count where !isDropped[row] {
            let hash = KeyHash.mix(table.pictureHash(of: row), questionHash(row))
            let full = KeyHash.mix(hash, table.answers[row])
            if rules.exact != .ignore,
                let other = exact.row(full, where: { isSame(row, $0, answer: true) })
            {
                note(row, .exact, other, drops: rules.exact == .drop)
                continue
            }
            if rules.conflictingAnswers != .ignore,
                let other = asked.row(hash, where: { isSame(row, $0, answer: false) }),
                table.answers[other] != table.answers[row]
            {
                let drops = rules.conflictingAnswers == .drop
                note(row, .conflictingAnswers, other, drops: drops)
                if drops { continue }
            }
            var isNear = false
            if let (other, distance) = pictures?.first(like: row, where: { isKept[$0] }) {
                let drops = rules.nearPictures?.action == .drop
                note(row, .nearPicture, other, distance: Double(distance), drops: drops)
                if drops { continue }
                isNear = true
            } else if let (other, similarity) = texts?.first(like: row) {
                let drops = rules.nearText?.action == .drop
                note(row, .nearText, other, distance: 1 - similarity, drops: drops)
                if drops { continue }
                isNear = true
            }
            isKept[row] = !isNear
            // A row that is only flagged as near is published, so that others may copy it.
            if rules.exact == .drop || (rules.exact == .flag && !isNear) {
                exact.insert(row, full) { isSame(row, $0, answer: true) }
            }
            if rules.conflictingAnswers != .ignore {
                asked.insert(row, hash) { isSame(row, $0, answer: false) }
            }
            if !isNear { texts?.insert(row) }
        }
    }

    private mutating func note(
        _ row: Int, _ kind: DuplicateFinding.Kind, _ other: Int, distance: Double = 0, drops: Bool
    ) {
        findings.append(
            DuplicateFinding(
                row: row, kind: kind, other: other, distance: distance, isDropped: drops))
        if drops { representatives[row] = other }
    }

    private func questionHash(_ row: Int) -> UInt64 {
        KeyHash.mix(scopes[Int(table.groupOf[row])], table.questions[row])
    }

    /// Whether two rows of a scope have the same pictures and question, and the same answer.
    private func isSame(_ row: Int, _ other: Int, answer: Bool) -> Bool {
        table.questions[row] == table.questions[other]
            && (!answer || table.answers[row] == table.answers[other])
            && scopes[Int(table.groupOf[row])] == scopes[Int(table.groupOf[other])]
            && table.hasPictures(of: row, as: other, in: table)
    }

    /// A number for each group; equal where rows are compared.
    private static func scopes(
        of groups: [FingerprintTable.Group], acrossDatasets: Bool
    ) -> [UInt64] {
        var known: [(dataset: [UInt8], split: [UInt8])] = []
        return groups.map { group in
            let key = (
                dataset: acrossDatasets ? [] : Array(group.dataset.utf8),
                split: Array(group.split.utf8)
            )
            if let place = known.firstIndex(where: { $0 == key }) { return UInt64(place) }
            known.append(key)
            return UInt64(known.count - 1)
        }
    }
}

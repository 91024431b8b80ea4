public import Records

/// Which rows repeat others.
public struct DuplicateReport: Sendable {
    /// What was found, by row in plan order; a row may be there more than once.
    public let findings: [DuplicateFinding]
    /// What each pair of splits has in common.
    public let leaks: [LeakCount]
    /// How many different pictures lie in more than one split.
    public let sharedPictureCount: Int
    /// The rows to drop, in plan order.
    public let droppedRows: [Int]

    private let table: FingerprintTable
    private let benchmarks: FingerprintTable

    init(
        findings: [DuplicateFinding], leaks: [LeakCount], sharedPictureCount: Int,
        table: FingerprintTable, benchmarks: FingerprintTable
    ) {
        self.findings = findings
        self.leaks = leaks
        self.sharedPictureCount = sharedPictureCount
        self.table = table
        self.benchmarks = benchmarks
        var rows: [Int] = []
        for finding in findings where finding.isDropped && rows.last != finding.row {
            rows.append(finding.row)
        }
        droppedRows = rows
    }

    /// How many rows there were.
    public var rowCount: Int { table.totalCount }

    /// The number of a finding's row among all rows, also those that were left out because they have
    /// nothing in common with others.
    func number(of row: Int) -> Int { table.numbers[row] }

    /// A row by name.
    ///
    /// - Precondition: `row` is a finding's.
    public func reference(of row: Int) -> RowReference { table.reference(of: row) }

    /// The row that a finding's row repeats, by name.
    public func otherReference(of finding: DuplicateFinding) -> RowReference {
        finding.kind == .benchmarkLeak
            ? benchmarks.reference(of: finding.other) : table.reference(of: finding.other)
    }

    /// A finding as a row of a table.
    public func json(of finding: DuplicateFinding) -> JSONValue {
        [
            "row": reference(of: finding.row).json, "kind": .string(finding.kind.rawValue),
            "match": finding.match.map { .string($0.rawValue) } ?? .null,
            "other": otherReference(of: finding).json, "distance": .real(finding.distance),
            "dropped": .bool(finding.isDropped),
        ]
    }

    /// The counts, for a receipt.
    public var json: JSONValue {
        let kinds: [JSONValue.Member] = DuplicateFinding.Kind.allCases.map { kind in
            var (flagged, dropped) = (0, 0)
            for finding in findings where finding.kind == kind {
                if finding.isDropped { dropped += 1 } else { flagged += 1 }
            }
            return .init(
                kind.rawValue, ["flagged": .integer(flagged), "dropped": .integer(dropped)])
        }
        return [
            "rows": .integer(rowCount), "dropped": .integer(droppedRows.count),
            "kinds": .object(kinds), "leaks": .array(leaks.map(\.json)),
            "shared_pictures": .integer(sharedPictureCount),
        ]
    }
}

public import Manifests
public import Records

/// Finds rows that repeat others, in one data set or many, and what splits and benchmarks give away.
///
/// Rows are added in plan order, and the first of several alike is kept. A row repeats another only if
/// that one is kept and like it itself: of A, B and C, where B is like A and C like B but not A, only B
/// is dropped. So every dropped row names a kept one, and the answer is a function of the rows and
/// their order alone. `flag` finds what `drop` would. Only where copies are dropped and what is near
/// is flagged, a row that is near another is kept and has copies of its own; and another answer to its
/// question is a conflict.
///
/// Benchmarks come first, then other splits, then duplicates: a row that leaks is no longer there for
/// others to repeat. A held-out row that a leak names may itself repeat another; then the leak names
/// that one.
///
/// About 64 bytes a row of one picture and as much again while it works; with near texts 1 KB more,
/// with near pictures 50 bytes more. Where nothing near is looked for, only rows that a `RepeatSieve`
/// keeps need be added.
public struct DuplicateFinder: Sendable {
    let duplicates: DuplicateRules
    let leakage: LeakageRules
    private var table: FingerprintTable
    private var benchmarks = FingerprintTable(keepsSignatures: false)

    /// A finder by some rules, of no rows yet.
    public init(duplicates: DuplicateRules, leakage: LeakageRules) {
        self.duplicates = duplicates
        self.leakage = leakage
        let wantsText = duplicates.nearText.map { $0.action != .ignore } ?? false
        table = FingerprintTable(keepsSignatures: wantsText)
    }

    /// Adds the rows of a unit, after those before it in plan order. `rows` are the places of those
    /// that may have something in common with others; all are added where that is not known.
    ///
    /// - Throws: a `Fault` where there are more than can be numbered.
    public mutating func append(
        _ file: FingerprintFile, rows: [Int]? = nil
    ) throws(Fault) {
        guard table.append(file, rows: rows) else { throw DuplicateFinder.tooMany }
    }

    /// Adds rows that no row outside the held-out splits may share.
    ///
    /// - Throws: a `Fault` where there are more than can be numbered.
    public mutating func append(
        benchmark file: FingerprintFile, rows: [Int]? = nil
    ) throws(Fault) {
        guard benchmarks.append(file, rows: rows) else { throw DuplicateFinder.tooMany }
    }

    /// What there is to find.
    public func report() -> DuplicateReport {
        var leaks = LeakSearch(rules: leakage, table: table, benchmarks: benchmarks)
        leaks.run()
        var search = DuplicateSearch(
            rules: duplicates, table: table, isDropped: leaks.isDropped)
        search.run()
        // What a leak names is kept, or else repeats what is.
        var findings = leaks.findings
        for index in findings.indices where findings[index].kind == .splitLeak {
            findings[index].other =
                search.representatives[findings[index].other] ?? findings[index].other
        }
        findings += search.findings
        findings.sort { ($0.row, $0.kind.order) < ($1.row, $1.kind.order) }
        return DuplicateReport(
            findings: findings, leaks: leaks.counts, sharedPictureCount: leaks.sharedPictureCount,
            table: table, benchmarks: benchmarks)
    }

    private static var tooMany: Fault {
        Fault(
            .badInput, "there are more rows, pictures or splits than duplicates are looked for in",
            remedy: "split the data set, or set `duplicates` to `ignore`")
    }
}

extension DuplicateFinding.Kind {
    /// Leaks before duplicates, in the order they are looked for.
    fileprivate var order: Int {
        switch self {
        case .benchmarkLeak: 0
        case .splitLeak: 1
        case .exact: 2
        case .conflictingAnswers: 3
        case .nearPicture: 4
        case .nearText: 5
        }
    }
}

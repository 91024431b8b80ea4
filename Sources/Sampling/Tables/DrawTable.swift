public import Records

/// A table of draws: rows of one draw each, or of one question each.
public protocol DrawTable {
    /// Which columns say what.
    var columns: DrawColumns { get }

    /// Reads all rows in order.
    ///
    /// - Parameters:
    ///   - visit: takes rows that can be used.
    ///   - refuse: takes each row that cannot.
    /// - Returns: how many rows there are, and how many of them are about something else.
    /// - Throws: a `Fault` where the file as a whole cannot be read, and what the others throw.
    func forEach(
        _ visit: (DrawRun) throws(Fault) -> Void, refuse: (RefusedRow) throws(Fault) -> Void
    ) throws(Fault) -> DrawRowCounts

    /// Makes sure that the file is as it was when it was opened.
    func checkUnchanged() throws(Fault)
}

/// How many rows a table has.
public struct DrawRowCounts: Sendable, Hashable {
    /// All of them.
    var rows = 0
    /// Those that are about something else than answers to a question with its picture.
    var otherKind = 0
}

extension DrawTable where Self == ParquetDrawTable {
    /// Opens a table by the end of its name.
    ///
    /// - Parameter separated: opens one with fields between the given delimiters.
    /// - Throws: a `Fault` where it is no table of draws.
    static func open(
        _ path: String,
        separated: (String, _ delimiter: Unicode.Scalar) throws(Fault) -> any DrawTable
    ) throws(Fault) -> any DrawTable {
        let name = path.lowercased()
        if name.hasSuffix(".parquet") { return try ParquetDrawTable(path) }
        if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") { return try JSONDrawTable(path) }
        if name.hasSuffix(".csv") { return try separated(path, ",") }
        if name.hasSuffix(".tsv") { return try separated(path, "\t") }
        throw Fault(
            .badInput, "`\(path)` is no table that is read",
            remedy: "give a file that ends in .parquet, .jsonl, .csv or .tsv")
    }
}

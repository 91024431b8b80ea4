import Records

/// Rows of one format: all in order, or one by its place. Any thread may read.
protocol RowSource: Sendable {
    /// What decides what rows hold besides their own bytes: a header, for instance.
    var context: [UInt8] { get }

    /// Calls `body` with each row in order, until it returns false. A row that cannot be read is a
    /// refusal, and the rest goes on.
    ///
    /// - Throws: why all of it is refused; rows that `body` has seen must then be forgotten.
    func forEachRow(
        _ body: (RowPlace, Result<SourceRecord, Refusal>) -> Bool
    ) throws(Refusal)

    /// Makes sure that what rows were read from, as far as it is opened here, is as it was then.
    ///
    /// - Throws: a `Fault` of code `tryAgain` where it is not.
    func checkUnchanged() throws(Fault)

    /// The row at a place that `forEachRow` gave.
    func record(at place: RowPlace) -> Result<SourceRecord, Refusal>
}

extension RowSource {
    /// Nothing does.
    var context: [UInt8] { [] }

    /// Nothing is.
    func checkUnchanged() throws(Fault) {}
}

/// Where a row lies, so that it can be read again by itself.
struct RowPlace: Sendable, Hashable {
    /// Which annotation file of the split, from 0.
    var fileIndex: Int
    /// The row's first byte; the row's number in Parquet, the sample's in a tar, the file's where
    /// each file is a row.
    var position: Int
    /// How many bytes it has, where `position` is a byte; else 0.
    var byteCount: Int
    /// Which row of its file, from 0; broken rows count too.
    var row: Int
    /// The line on which it begins, from 1; 0 where the format has no lines.
    var line: Int

    /// The row's bytes, if they lie in a file of so many; a place may come from elsewhere.
    func range(in count: Int) -> Range<Int>? {
        let end = position.addingReportingOverflow(byteCount)
        guard position >= 0, byteCount >= 0, !end.overflow, end.partialValue <= count else {
            return nil
        }
        return position..<end.partialValue
    }
}

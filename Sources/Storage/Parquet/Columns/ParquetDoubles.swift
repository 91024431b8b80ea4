/// A column of numbers that is read by `ParquetBatches`.
public final class ParquetDoubles: BatchColumn {
    /// The batch's values; 0 where there is none.
    public private(set) var values: [Double] = []
    /// Whether a row of the batch has no value.
    public private(set) var isNull: [Bool] = []

    let cursor: ColumnReader

    init(_ cursor: ColumnReader) { self.cursor = cursor }

    func fill(_ count: Int) throws(PageFault) {
        try refill(&values, &isNull, count, absent: 0) { page, size, values throws(PageFault) in
            try page.append(size, to: &values)
        }
    }
}

/// A column whose values are read a batch at a time.
protocol BatchColumn: AnyObject {
    /// Reads its entries.
    var cursor: ColumnReader { get }

    /// How many rows can be taken at once; at least one.
    func available() throws(PageFault) -> Int

    /// Takes the next entries in place of those of the batch before.
    ///
    /// - Parameter count: at most as many as are available.
    func fill(_ count: Int) throws(PageFault)
}

extension BatchColumn {
    func available() throws(PageFault) -> Int { try cursor.available() }

    /// Takes the next entries as values, one a row.
    ///
    /// - Parameters:
    ///   - values: gets a value for each row.
    ///   - isNull: gets whether a row has none.
    ///   - absent: what such a row gets.
    ///   - append: adds the next of a page's values, so many.
    @inline(__always)
    func refill<Value>(
        _ values: inout [Value], _ isNull: inout [Bool], _ count: Int, absent: Value,
        _ append: (any ValueDecoder, Int, inout [Value]) throws(PageFault) -> Void
    ) throws(PageFault) {
        values.removeAll(keepingCapacity: true)
        try cursor.take(count, &isNull) { decoder, present throws(PageFault) in
            try append(decoder, present, &values)
        }
        spread(&values, isNull, absent: absent)
    }

    /// Moves values that lie one after another to where the rows that have one are.
    ///
    /// - Parameters:
    ///   - values: a value for each row that has one.
    ///   - absent: what the other rows get.
    func spread<Value>(_ values: inout [Value], _ isNull: [Bool], absent: Value) {
        var source = values.count
        guard source < isNull.count else { return }
        for _ in source..<isNull.count { values.append(absent) }
        for row in isNull.indices.reversed() {
            if isNull[row] {
                values[row] = absent
            } else {
                source -= 1
                values[row] = values[source]
            }
        }
    }
}

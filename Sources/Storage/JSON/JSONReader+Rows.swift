public import Records

extension JSONReader {
    /// Calls `body` with each row of a JSON text, in order; see `JSONRows`.
    ///
    /// - Parameters:
    ///   - bytes: the text, which is copied once.
    ///   - file: its name, for faults.
    ///   - layout: where the rows lie.
    ///   - body: what to do with a row.
    /// - Throws: a `Fault` where the file as a whole cannot be read, and what `body` throws.
    public static func forEachRow(
        in bytes: [UInt8], file: String, layout: JSONRowLayout,
        _ body: (Result<JSONRow, JSONRowFault>) throws(Fault) -> Void
    ) throws(Fault) {
        let rows = JSONRows(ByteSlice(bytes), file: file, layout: layout)
        try rows.forEach { _, outcome throws(Fault) in
            try body(outcome)
            return true
        }
    }
}

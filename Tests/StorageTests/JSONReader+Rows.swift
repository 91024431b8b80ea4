import Records
import Storage

extension JSONReader {
    /// Calls `body` with each row of a JSON text, in order.
    static func forEachRow(
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

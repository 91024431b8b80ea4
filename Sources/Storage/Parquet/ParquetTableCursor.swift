public import Records

/// Reads a table that `ParquetTableWriter` wrote, a row whenever one is asked for.
public final class ParquetTableCursor<Row: TableRow> {
    private let path: String
    private let rows: ParquetRows
    private let others: [JSONValue.Member]

    /// Opens a table before its first row.
    ///
    /// - Parameters:
    ///   - path: the Parquet file.
    ///   - range: which rows, counted from 0; all by default.
    ///   - columns: the columns that are read; all by default.
    ///   - others: what the columns that are not read are taken to hold.
    /// - Throws: a `Fault` where the file is broken, or has no such column.
    public init(
        _ path: String, rows range: Range<Int>? = nil, columns: [String]? = nil,
        others: [JSONValue.Member] = []
    ) throws(Fault) {
        self.path = path
        self.others = others
        do throws(ParquetFault) {
            rows = try ParquetFile(path).rows(range, columns: columns)
        } catch {
            throw ParquetTableCursor.fault(error, path)
        }
    }

    /// The next row; nothing behind the last.
    ///
    /// - Throws: a `Fault` that names the file where it is broken, and the row where that is not of the
    ///   type.
    public func next() throws(Fault) -> Row? {
        let number = rows.position
        guard let values = try nextValues() else { return nil }
        do throws(Fault) {
            var members = others
            for (name, value) in zip(rows.names, values) {
                members.append(.init(name, try ParquetTableReader.json(value, in: name)))
            }
            return try Row(json: .object(members))
        } catch {
            var fault = error
            fault.message = "`\(path)`: row \(number), counted from 0: \(fault.message)"
            throw fault
        }
    }

    private func nextValues() throws(Fault) -> [ParquetValue]? {
        do throws(ParquetFault) {
            return try rows.next()
        } catch {
            throw ParquetTableCursor.fault(error, path)
        }
    }

    /// A fault that names the file; one of the system does already.
    private static func fault(_ error: ParquetFault, _ path: String) -> Fault {
        var fault = error.fault
        if error.cause == nil { fault.message = "`\(path)`: \(fault.message)" }
        return fault
    }
}

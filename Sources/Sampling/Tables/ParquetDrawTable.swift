import Records
import Storage

/// A table of draws in Parquet.
struct ParquetDrawTable: DrawTable {
    let columns: DrawColumns
    private let file: ParquetFile
    private let path: String

    /// Opens a table.
    ///
    /// - Throws: a `Fault` where it is no Parquet, or has not the columns.
    init(_ path: String) throws(Fault) {
        do throws(ParquetFault) {
            file = try ParquetFile(path)
        } catch {
            throw ParquetDrawTable.fault(error, path)
        }
        self.path = path
        columns = try DrawColumns(file.fields.map(\.name), in: path)
    }

    func checkUnchanged() throws(Fault) { try file.checkUnchanged() }

    func forEach(
        _ visit: (DrawRun) throws(Fault) -> Void, refuse: (RefusedRow) throws(Fault) -> Void
    ) throws(Fault) -> DrawRowCounts {
        var counts = DrawRowCounts()
        var reader: ParquetDrawReader
        do throws(ParquetFault) {
            reader = try ParquetDrawReader(file, columns)
        } catch {
            throw ParquetDrawTable.fault(error, path)
        }
        while try next(&reader) {
            counts.rows += reader.count
            var row = 0
            while row < reader.count {
                let end = columns.isByQuestion ? row + 1 : reader.endOfRun(from: row)
                let otherKind = try reader.take(row..<end, visit, refuse: refuse)
                counts.otherKind += otherKind
                row = end
            }
        }
        return counts
    }

    private func next(_ reader: inout ParquetDrawReader) throws(Fault) -> Bool {
        do throws(ParquetFault) {
            return try reader.next()
        } catch {
            throw ParquetDrawTable.fault(error, path)
        }
    }

    private static func fault(_ error: ParquetFault, _ path: String) -> Fault {
        var fault = error.fault
        if error.cause == nil { fault.message = "`\(path)`: " + fault.message }
        return fault
    }
}

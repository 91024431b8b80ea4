import Records
import Storage
import Synchronization

/// Rows of Parquet. Values of bytes, such as pictures, are slices of the file's map where the column
/// is not compressed.
///
/// Single rows are mostly asked for in order, so a reader that stands at the next row is kept.
struct ParquetSource: RowSource {
    private let file: ParquetFile
    private let fileIndex: Int
    private let cursors = ParquetCursors()

    /// The rows of a file.
    ///
    /// - Throws: why it is no Parquet that can be read.
    init(path: String, fileIndex: Int) throws(Refusal) {
        do throws(ParquetFault) {
            file = try ParquetFile(path)
        } catch {
            throw ParquetSource.refusal(error)
        }
        self.fileIndex = fileIndex
    }

    func forEachRow(
        _ body: (RowPlace, Result<SourceRecord, Refusal>) -> Bool
    ) throws(Refusal) {
        do throws(ParquetFault) {
            let rows = try file.rows()
            while let values = try rows.next() {
                let row = rows.position - 1
                let place = RowPlace(
                    fileIndex: fileIndex, position: row, byteCount: 0, row: row, line: 0)
                guard body(place, ParquetSource.record(rows.names, values)) else { return }
            }
        } catch {
            throw ParquetSource.refusal(error)
        }
    }

    func checkUnchanged() throws(Fault) { try file.checkUnchanged() }

    func record(at place: RowPlace) -> Result<SourceRecord, Refusal> {
        guard (0..<file.rowCount).contains(place.position) else {
            return .failure(Refusal(ParquetFault.corruptPage, "there is no row \(place.position)"))
        }
        do throws(ParquetFault) {
            let cursor = try cursors.take(at: place.position, of: file)
            guard let values = try cursor.next() else {
                throw ParquetFault(ParquetFault.corruptPage, "there is no row \(place.position)")
            }
            let names = cursor.names
            cursors.putBack(cursor)
            return ParquetSource.record(names, values)
        } catch {
            return .failure(ParquetSource.refusal(error))
        }
    }

    private static func record(
        _ names: [String], _ values: [ParquetValue]
    ) -> Result<SourceRecord, Refusal> {
        do throws(Refusal) {
            return .success(try ParquetRecord.record(names, values))
        } catch {
            return .failure(error)
        }
    }

    private static func refusal(_ fault: ParquetFault) -> Refusal {
        Refusal(fault.reason, fault.description)
    }
}

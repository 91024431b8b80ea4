import Storage
import Synchronization

/// Readers of a Parquet file that stand somewhere in it, so that reading row after row decodes no
/// page twice. Any thread may ask.
final class ParquetCursors: Sendable {
    // A reader is handed out to one thread at a time.
    private struct Idle: @unchecked Sendable { var cursors: [ParquetRows] = [] }
    private let idle = Mutex(Idle())

    /// The most readers that are kept; each holds a page of every column.
    private static let maximumCount = 4
    /// A reader so many rows before the one that is asked for is still moved on rather than made.
    private static let maximumGap = 256

    /// A reader whose next row is `row`.
    func take(at row: Int, of file: ParquetFile) throws(ParquetFault) -> ParquetRows {
        let found = idle.withLock { idle -> Idle in
            let place = idle.cursors.firstIndex {
                $0.position <= row && row - $0.position <= ParquetCursors.maximumGap
            }
            return Idle(cursors: place.map { [idle.cursors.remove(at: $0)] } ?? [])
        }
        guard let cursor = found.cursors.first else {
            return try file.rows(row..<file.rowCount)
        }
        while cursor.position < row { _ = try cursor.next() }
        return cursor
    }

    /// Keeps a reader for whoever asks for its next row.
    func putBack(_ cursor: sending ParquetRows) {
        let kept = Idle(cursors: [cursor])
        idle.withLock { idle in
            if idle.cursors.count == ParquetCursors.maximumCount { idle.cursors.removeFirst() }
            idle.cursors += kept.cursors
        }
    }
}

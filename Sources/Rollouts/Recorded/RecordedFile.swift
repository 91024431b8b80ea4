import Records
import Storage

/// A file of recorded rollouts, read row by row or one row by its place.
enum RecordedFile: Sendable {
    case lines(JSONRows)
    case table(path: String)

    /// Where a row lies.
    enum Place: Sendable, Hashable {
        case line(JSONRowPlace)
        case row(Int)

        /// Which row it is, from 0.
        var index: Int {
            switch self {
            case .line(let place): place.index
            case .row(let row): row
            }
        }

        /// Its first byte, where rows are runs of bytes.
        var position: Int? {
            if case .line(let place) = self { place.range.lowerBound } else { nil }
        }
    }

    init(_ path: String, name: String, _ format: RecordedFormat) throws(Fault) {
        if format == .pipeline {
            self = .table(path: path)
        } else {
            let file = try MappedFile(path)
            self = .lines(
                JSONRows(ByteSlice(file, 0..<file.count), file: name, layout: .lines))
        }
    }

    /// Calls `body` with each row, or with why it cannot be read.
    func forEach(
        _ format: RecordedFormat,
        _ body: (Place, Result<RecordedRow, Fault>) throws(Fault) -> Void
    ) throws(Fault) {
        switch self {
        case .lines(let rows):
            try rows.forEach { place, row throws(Fault) in
                try body(.line(place), row.mapError(\.fault).flatMap { format.row($0.value) })
                return true
            }
        case .table(let path):
            var index = 0
            try ParquetTableReader.forEach(RolloutRow.self, from: path) { row throws(Fault) in
                try body(.row(index), format.row(row.json))
                index += 1
            }
        }
    }

    /// The row at a place that `forEach` gave.
    func row(at place: Place, _ format: RecordedFormat) throws(Fault) -> RecordedRow {
        switch (self, place) {
        case (.lines(let rows), .line(let place)):
            return try rows.row(at: place).mapError(\.fault).flatMap { format.row($0.value) }.get()
        case (.table(let path), .row(let index)):
            var found: RecordedRow?
            try ParquetTableReader.forEach(
                RolloutRow.self, from: path, rows: index..<(index + 1)
            ) { row throws(Fault) in found = try format.row(row.json).get() }
            guard let found else {
                throw Fault(.badInput, "`\(path)` has no row \(index) any more")
            }
            return found
        default: preconditionFailure("a place belongs to its file")
        }
    }

    /// A table's row as it is, so that one that is wrong does not end the reading of the others.
    private struct RolloutRow: TableRow {
        var json: JSONValue

        init(json: JSONValue) { self.json = json }
    }
}

import Records
import Storage

/// Rows of JSON: a row a line, one text with all rows, or one text that is one row.
///
/// A row that is the member of an object has a field more, `__key__`: its name there.
struct JSONSource: RowSource {
    private let rows: JSONRows
    private let fileIndex: Int

    /// The rows of a text.
    init(_ source: ByteSlice, name: String, layout: JSONRowLayout, fileIndex: Int) {
        rows = JSONRows(source, file: name, layout: layout)
        self.fileIndex = fileIndex
    }

    func forEachRow(
        _ body: (RowPlace, Result<SourceRecord, Refusal>) -> Bool
    ) throws(Refusal) {
        do throws(Fault) {
            try rows.forEach { place, row throws(Fault) in
                let here = RowPlace(
                    fileIndex: fileIndex, position: place.range.lowerBound,
                    byteCount: place.range.count, row: place.index, line: place.line)
                return body(here, JSONSource.record(row))
            }
        } catch {
            throw Refusal(.badJSON, error.description)
        }
    }

    func record(at place: RowPlace) -> Result<SourceRecord, Refusal> {
        guard let range = place.range(in: rows.byteCount) else {
            return .failure(Refusal(.badJSON, "the row ends after the file does"))
        }
        return JSONSource.record(
            rows.row(at: JSONRowPlace(range: range, index: place.row, line: place.line)))
    }

    /// The record of a row of JSON.
    static func record(
        _ row: consuming Result<JSONRow, JSONRowFault>
    ) -> Result<SourceRecord, Refusal> {
        switch row {
        case .failure(let fault):
            let column = fault.fault.location.map { " at column \($0.column)" } ?? ""
            return .failure(Refusal(fault.reason, fault.fault.message + column))
        case .success(let row):
            switch row.kind {
            case .object, .array:
                let key = row.key.map { [JSONValue.Member("__key__", .string($0))] }
                return .success(SourceRecord(row: row, added: key ?? []))
            case .null, .bool, .number, .string:
                return .failure(
                    Refusal(.wrongType, "a single value, where an object or list was expected"))
            }
        }
    }
}

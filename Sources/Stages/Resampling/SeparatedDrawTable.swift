import Ingest
import Records
import Storage

/// A table of draws between commas or tabs, with a header.
struct SeparatedDrawTable: DrawTable {
    let columns: DrawColumns
    private let table: SeparatedTable

    /// Opens a table.
    ///
    /// - Throws: a `Fault` where it has no header, or not the columns.
    init(_ path: String, delimiter: Unicode.Scalar) throws(Fault) {
        table = try SeparatedTable(path, delimiter: delimiter)
        columns = try DrawColumns(table.names, in: path)
    }

    func checkUnchanged() throws(Fault) { try table.checkUnchanged() }

    func forEach(
        _ visit: (DrawRun) throws(Fault) -> Void, refuse: (RefusedRow) throws(Fault) -> Void
    ) throws(Fault) -> DrawRowCounts {
        var counts = DrawRowCounts()
        var joiner = RunJoiner(isByQuestion: columns.isByQuestion)
        try table.forEach { number, fields throws(Fault) in
            counts.rows += 1
            let row: RunJoiner.Row?
            do throws(RowProblem) {
                row = try read(fields)
            } catch {
                return try refuse(RefusedRow(error, at: number))
            }
            guard let row else {
                counts.otherKind += 1
                return
            }
            try joiner.add(row, at: number, visit)
        }
        try joiner.end(visit)
        return counts
    }

    private func read(
        _ fields: Result<[ArraySlice<UInt8>], Fault>
    ) throws(RowProblem) -> RunJoiner.Row? {
        switch fields {
        case .failure(let fault): throw RowProblem(detail: fault.message)
        case .success(let fields):
            return try columns.row { name in
                guard let place = table.place(of: name) else { return nil }
                return String(validating: fields[place], as: UTF8.self).map { .string($0) }
            }
        }
    }
}

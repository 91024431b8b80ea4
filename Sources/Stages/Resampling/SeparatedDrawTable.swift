import Ingest
import Records
import Sampling

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
        var joiner = RunJoiner(isByQuestion: columns.isByQuestion)
        try table.forEach { number, fields throws(Fault) in
            let said = { () throws(RowProblem) in try read(fields) }
            try joiner.take(number, said, visit, refuse: refuse)
        }
        try joiner.end(visit)
        return joiner.counts
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

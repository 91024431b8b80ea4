import Records
import Storage

/// A table of draws in JSON Lines, such as PeBR-R1's `rollout_results.jsonl`.
struct JSONDrawTable: DrawTable {
    let columns: DrawColumns
    private let file: MappedFile
    private let rows: JSONRows

    /// Opens a table. The first row that can be read says which columns there are.
    ///
    /// - Throws: a `Fault` where it has not the columns.
    init(_ path: String) throws(Fault) {
        file = try MappedFile(path)
        rows = JSONRows(ByteSlice(file, 0..<file.count), file: path, layout: .lines)
        var names: [String] = []
        try rows.forEach { _, row throws(Fault) in
            guard case .success(let row) = row, row.kind == .object else { return true }
            names = row.names
            if row["score"]?["accuracy"] != nil { names.append(DrawColumns.nestedAccuracy) }
            return false
        }
        columns = try DrawColumns(names, in: path)
    }

    func checkUnchanged() throws(Fault) { try file.checkUnchanged() }

    func forEach(
        _ visit: (DrawRun) throws(Fault) -> Void, refuse: (RefusedRow) throws(Fault) -> Void
    ) throws(Fault) -> DrawRowCounts {
        var joiner = RunJoiner(isByQuestion: columns.isByQuestion)
        try rows.forEach { place, row throws(Fault) in
            let said = { () throws(RowProblem) in try read(row) }
            try joiner.take(place.index, said, visit, refuse: refuse)
            return true
        }
        try joiner.end(visit)
        return joiner.counts
    }

    private func read(
        _ row: Result<JSONRow, JSONRowFault>
    ) throws(RowProblem) -> RunJoiner.Row? {
        switch row {
        case .failure(let fault): throw RowProblem(detail: fault.fault.message)
        case .success(let row):
            guard row.kind == .object else { throw RowProblem(detail: "no object") }
            return try columns.row { name in
                name == DrawColumns.nestedAccuracy ? row["score"]?["accuracy"] : row[name]
            }
        }
    }
}

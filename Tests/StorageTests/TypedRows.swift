@testable import Storage

/// Rows put together from typed columns, as a person would write them.
enum TypedRows {
    /// - Parameter isWide: whether the file has all columns of `ParquetBatchesTests`, or only `n`, `x`,
    ///   `ok` and `problem`.
    static func read(
        _ file: ParquetFile, _ range: Range<Int>? = nil, isWide: Bool, atMost limit: Int = .max
    ) throws -> [[String]] {
        let batches = ParquetBatches(file, rows: range)
        let texts = try (isWide ? ["id", "source"] : ["problem"]).map { try batches.texts($0) }
        let number = try batches.integers("n")
        let small = isWide ? try batches.integers("small") : nil
        let real = try batches.doubles("x")
        let flag = try batches.integers("ok")
        let raw = isWide ? try batches.texts("raw") : nil
        let words = isWide ? try batches.textLists("words") : nil
        let isThere = isWide ? try file.texts(range, columns: ["words"]).map { $0 != ["null"] } : []
        var rows: [[String]] = []
        while rows.count < limit, try batches.next() {
            for row in 0..<batches.count {
                var cells = texts.map { $0[row].map { "\"\($0.text)\"" } ?? "null" }
                cells.append(number.isNull[row] ? "null" : "\(number.values[row])")
                if let small { cells.append("\(small.values[row])") }
                cells.append(real.isNull[row] ? "null" : "\(real.values[row])")
                cells.append(flag.isNull[row] ? "null" : flag.values[row] == 1 ? "true" : "false")
                if let raw { cells.append(raw[row].map { "<\($0.text)>" } ?? "null") }
                if let words {
                    // An empty list and none are the same here.
                    let list = words.values[row].map { "\"\($0.text)\"" }.joined(separator: ", ")
                    cells.append(isThere[rows.count] ? "[\(list)]" : "null")
                }
                rows.append(cells)
            }
        }
        return rows
    }
}

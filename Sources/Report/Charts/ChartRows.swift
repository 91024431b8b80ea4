/// Rows of a table by what a chart needs of them.
struct ChartRows {
    let table: ReportTable

    /// Rows with one value in some columns, in the order in which they come first.
    func groups(_ columns: [String]) -> [(name: [String], rows: [Int])] {
        let places = columns.compactMap { table.column($0) }
        var result: [(name: [String], rows: [Int])] = []
        var known: [[[UInt8]]: Int] = [:]
        for row in table.rows.indices {
            let name = places.map { table.rows[row][$0].text }
            let key = name.map { Array($0.utf8) }
            if let place = known[key] {
                result[place].rows.append(row)
            } else {
                known[key] = result.count
                result.append((name, [row]))
            }
        }
        return result
    }

    /// The columns of which rows do not all have the same value: the others tell nothing apart.
    func telling(_ columns: [String]) -> [String] {
        let telling = columns.filter { groups([$0]).count > 1 }
        return telling.isEmpty ? Array(columns.suffix(1)) : telling
    }

    func real(_ row: Int, _ column: String) -> Double? { table.value(row, column).real }

    /// Whether a column holds shares.
    func isShare(_ column: String) -> Bool {
        guard let place = table.column(column) else { return false }
        return table.rows.contains { if case .share = $0[place] { true } else { false } }
    }

    /// Whether a column rises from row to row wherever some other columns stay as they are.
    func rises(_ column: String, in others: [String]) -> Bool {
        groups(others).allSatisfy { group in
            let values = group.rows.compactMap { real($0, column) }
            return zip(values, values.dropFirst()).allSatisfy { $0 < $1 }
        }
    }

    /// A name of several values; once where all are the same.
    static func name(_ values: [String]) -> String {
        let told = values.filter { !$0.isEmpty }
        let isOne = told.dropFirst().allSatisfy { $0.utf8.elementsEqual(told[0].utf8) }
        return isOne ? told.first ?? "" : told.joined(separator: ", ")
    }
}

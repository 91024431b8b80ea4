public import Records
public import Storage

extension CandidateTable {
    /// The questions of a `pass_rates.parquet`.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - rules: the phases that the table is for: what none of them asks for is not read; nothing
    ///     to read all.
    ///   - space: where the table goes.
    /// - Throws: a `Fault` where the file is broken or is no such table, or an id is there twice.
    public init(
        passRates path: String, for rules: [PhaseRule]? = nil, in space: SpillSpace
    ) throws(Fault) {
        self.init(in: space)
        let reader = try CandidateReader(path, for: rules)
        try reader.read(into: &self)
        let repeated = try repeatedIDs()
        if repeated.count > 0 {
            throw try RepeatedIDs.fault(repeated.some, of: repeated.count, in: path)
        }
    }
}

/// Names the ids that a table has twice.
private enum RepeatedIDs {
    static func fault(
        _ some: [TextHash], of count: Int, in path: String
    ) throws(Fault) -> Fault {
        var rows: [TextHash: (id: String, rows: [Int])] = [:]
        var order: [TextHash] = []
        try CandidateReader.forEachID(path) { row, id in
            let hash = TextHash(id)
            guard some.contains(hash) else { return }
            if rows[hash] == nil { order.append(hash) }
            // One more than are named.
            if rows[hash]?.rows.count ?? 0 <= 5 {
                rows[hash, default: (id.text, [])].rows.append(row)
            }
        }
        let named = order.compactMap { rows[$0] }.map { entry in
            "`\(entry.id.prefix(60))` in rows "
                + entry.rows.prefix(5).map(String.init).joined(separator: ", ")
                + (entry.rows.count > 5 ? ", …" : "")
        }
        return Fault(
            .badInput,
            "`pass_rates.parquet` has \(count) of its question ids more than once: "
                + named.joined(separator: "; ") + (count > order.count ? "; …" : ""),
            remedy: "give each question an id of its own: its draws cannot be told apart otherwise")
    }
}

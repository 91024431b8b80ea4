import Records
import Storage

/// What PeBR-R1's script (`sample_dataset.py`) makes of its data set: a file for each label, with the
/// records that have it, in their order.
struct LiteralSplit: Sendable, Hashable {
    /// Records by label: easy, medium, hard.
    private(set) var counts = [0, 0, 0]
    /// Records that are in none: without `qid`, or of whom no rollout tells.
    private(set) var left = 0

    private static let labels: [Difficulty] = [.easy, .medium, .hard]

    /// The names of the files.
    static let names = labels.map { "\($0.rawValue)case.json" }

    /// The key of an id.
    static func key(_ id: ByteSlice) -> Key128 { Key128(id.withSpan { SHA256.digest(of: $0) }) }

    /// Writes the files.
    ///
    /// - Parameter labels: by the keys of ids.
    /// - Throws: a `Fault` where the data set is no list of records, or the disk refuses.
    static func write(
        _ path: String, _ labels: [Key128: Difficulty], to folder: String
    ) throws(Fault) -> LiteralSplit {
        var split = LiteralSplit()
        var texts = [[UInt8]](repeating: [], count: LiteralSplit.labels.count)
        let file = try MappedFile(path)
        let rows = JSONRows(
            ByteSlice(file, 0..<file.count), file: path, layout: .document())
        try rows.forEach { _, row throws(Fault) in
            let row = try LiteralSplit.record(row)
            let id = row["qid"].flatMap { $0.stringValue ?? $0.integerValue.map { "\($0)" } }
            let label = id.flatMap { labels[key(ByteSlice(Array($0.utf8)))] }
            guard let place = LiteralSplit.labels.firstIndex(where: { $0 == label }) else {
                split.left += 1
                return true
            }
            split.counts[place] += 1
            texts[place] += Array((texts[place].isEmpty ? "[\n" : ",\n").utf8)
            texts[place] += Array(row.text.utf8)
            return true
        }
        try file.checkUnchanged()
        for (place, text) in texts.enumerated() {
            try BufferedFile.write(
                (text.isEmpty ? Array("[".utf8) : text) + Array("\n]\n".utf8),
                to: "\(folder)/\(names[place])")
        }
        return split
    }

    private static func record(
        _ row: Result<JSONRow, JSONRowFault>
    ) throws(Fault) -> JSONRow {
        switch row {
        case .success(let row): return row
        case .failure(let fault): throw fault.fault
        }
    }
}

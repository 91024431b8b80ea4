import Records
import Storage

/// The rejects of a table, in the order of the source's rows.
struct RejectList {
    /// What people call the table.
    let name: String
    /// How many there are by reason, whichever are listed.
    private(set) var counts: [(reason: String, count: Int)] = []
    /// Those that are listed.
    private(set) var rejects: [Reject] = []

    /// Reads a table.
    ///
    /// - Parameter reason: the reason of those that are listed; any by default.
    /// - Throws: a `Fault` where the table is broken.
    init(_ table: RejectTables.Table, reason: String? = nil) throws(Fault) {
        name = table.name
        guard let path = table.path else { return }
        var order = Order()
        var rows: [(place: [Int], reject: Reject)] = []
        var counts: [String: Int] = [:]
        func add(_ reject: Reject) {
            counts[reject.reason, default: 0] += 1
            guard reason == nil || reject.reason == reason else { return }
            rows.append((order.place(of: reject) + [rows.count], reject))
        }
        if path.hasSuffix(".parquet") {
            try ParquetTableReader.forEach(Reject.self, from: path) { add($0) }
        } else {
            try TableReader.forEach(Reject.self, from: path) { add($0) }
        }
        rows.sort { $0.place.lexicographicallyPrecedes($1.place) }
        rejects = rows.map(\.reject)
        self.counts = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { ($0.key, $0.value) }
    }

    /// How many there are, whichever are listed.
    var total: Int { counts.reduce(0) { $0 + $1.count } }

    /// Files in the order in which a table names them first.
    private struct Order {
        private var files: [[UInt8]: Int] = [:]

        /// Before what a reject comes: its file, then its row; a file as a whole first.
        mutating func place(of reject: Reject) -> [Int] {
            let name = Array("\(reject.source)\u{0}\(reject.file)".utf8)
            let file = files[name] ?? files.count
            files[name] = file
            return [file, reject.row ?? -1]
        }
    }
}

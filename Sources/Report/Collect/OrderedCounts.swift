import Records

/// Counts by names, told apart by their bytes and kept in the order in which they came.
struct OrderedCounts {
    private(set) var entries: [(name: String, count: Int)] = []
    private var places: [[UInt8]: Int] = [:]

    subscript(name: String) -> Int {
        places[Array(name.utf8)].map { entries[$0].count } ?? 0
    }

    mutating func add(_ name: String, _ count: Int = 1) {
        let bytes = Array(name.utf8)
        if let place = places[bytes] {
            entries[place].count += count
        } else {
            places[bytes] = entries.count
            entries.append((name, count))
        }
    }
}

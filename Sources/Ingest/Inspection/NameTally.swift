import Records

/// Counts things and their bytes by a name such as an extension.
struct NameTally {
    private var counts: [(name: String, count: Int, bytes: Int)] = []
    private var places: [[UInt8]: Int] = [:]

    /// So many names are told apart; the others are counted together.
    private static let mostNames = 200

    /// Counts a thing.
    mutating func add(_ name: String, byteCount: Int) {
        let isKnown = places[Array(name.utf8)] != nil
        let name = isKnown || counts.count < NameTally.mostNames ? name : "…"
        let place = places[Array(name.utf8)] ?? counts.count
        if place == counts.count {
            places[Array(name.utf8)] = place
            counts.append((name, 0, 0))
        }
        counts[place].count += 1
        let sum = counts[place].bytes.addingReportingOverflow(byteCount)
        counts[place].bytes = sum.overflow ? .max : sum.partialValue
    }

    /// Name, count and bytes, the most things first.
    var rows: [[JSONValue]] {
        counts.sorted {
            $0.count != $1.count
                ? $0.count > $1.count
                : $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
        }.map { [.string($0.name), .integer($0.count), .integer($0.bytes)] }
    }
}

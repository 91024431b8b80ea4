import Engine
import Records

/// Units that are ranges of a table's rows.
enum UnitRanges {
    /// Ranges of at most `size` rows; one empty range for an empty table.
    static func plans(count: Int, size: Int) -> [UnitPlan] {
        let starts = count == 0 ? [0] : Array(stride(from: 0, to: count, by: max(1, size)))
        return starts.map { start in
            let end = min(count, start + max(1, size))
            let number = String(start)
            let digits = String(repeating: "0", count: max(0, 7 - number.count)) + number
            return UnitPlan(
                name: "rows-\(digits)",
                payload: ["first": .integer(start), "end": .integer(end)])
        }
    }

    /// The range of a unit.
    static func range(_ unit: UnitPlan) throws(Fault) -> Range<Int> {
        let first = try unit.payload.column("first", \.integerValue)
        let end = try unit.payload.column("end", \.integerValue)
        guard first >= 0, first <= end else {
            throw Fault(.internalError, "the unit `\(unit.name)` is no range")
        }
        return first..<end
    }

    /// The units by their ranges, whatever order they come in.
    static func ordered(_ units: [UnitArtifact]) throws(Fault) -> [UnitArtifact] {
        var keyed: [(Int, UnitArtifact)] = []
        for unit in units { keyed.append((try range(unit.plan).lowerBound, unit)) }
        return keyed.sorted { $0.0 < $1.0 }.map(\.1)
    }
}

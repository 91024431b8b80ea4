import Records
import Storage

/// Where the rows of a unit stand in their files, by the numbers that the unit gives them.
struct UnitRows {
    /// What the unit's shard is called.
    let shard: String
    private let unit: IngestUnit
    private let split: CatalogSplit
    /// The places of its samples' rows in the split's list.
    private let places: Range<Int>

    /// The rows of a unit of a split.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    init(_ unit: IngestUnit, _ split: CatalogSplit) throws(Fault) {
        shard = unit.name
        self.unit = unit
        self.split = split
        if case .files(let rows) = split.content {
            places = try unit.rows(in: rows)
        } else {
            places = unit.samples
        }
    }

    /// Where a row stands.
    ///
    /// - Throws: a `Fault` where the disk refuses, and one of code `internalError` where the unit has no
    ///   such row.
    func origin(of ordinal: Int) throws(Fault) -> RowOrigin {
        switch split.content {
        case .shapes:
            return RowOrigin(file: "generator:shapes", row: places.lowerBound + ordinal)
        case .files(let rows):
            let row: CatalogRow
            if places.contains(places.lowerBound + ordinal) {
                row = try rows.rows.element(at: places.lowerBound + ordinal)
            } else if unit.reportsRefusedRows,
                (0..<rows.refused.count).contains(ordinal - places.count)
            {
                row = try rows.refused.element(at: ordinal - places.count)
            } else {
                throw Fault(.internalError, "the unit `\(unit.name)` has no row \(ordinal)")
            }
            return rows.files[row.place.fileIndex].origin(of: row.place)
        }
    }

    /// Where the row stands that had a refused row's id before; nothing where that is not known.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    func first(of ordinal: Int) throws(Fault) -> RowOrigin? {
        guard case .files(let rows) = split.content, unit.reportsRefusedRows,
            (0..<rows.firsts.count).contains(ordinal - places.count)
        else { return nil }
        let first = try rows.firsts.element(at: ordinal - places.count)
        let own = try rows.refused.element(at: ordinal - places.count)
        guard first.place != own.place else { return nil }
        return rows.files[first.place.fileIndex].origin(of: first.place)
    }
}

extension UnitRows {
    /// The lineage of a question that the unit wrote.
    ///
    /// - Throws: a `Fault` of code `internalError` where the unit has no such row.
    func lineage(of question: UnitQuestion) throws(Fault) -> Lineage {
        let origin = try origin(of: question.ordinal)
        return Lineage(
            id: question.id, source: unit.dataset, split: unit.split, file: origin.file,
            row: origin.row ?? 0, position: origin.position, shard: shard,
            offset: question.pictures.first?.offset ?? 0,
            pictures: question.pictures.map(\.digest), notes: question.notes)
    }
}

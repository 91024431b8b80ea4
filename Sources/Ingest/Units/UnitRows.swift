import Records

/// Where the rows of a unit stand in their files, by the numbers that the unit gives them.
struct UnitRows {
    private let unit: IngestUnit
    private let split: CatalogSplit
    /// How many rows its samples have.
    private let count: Int

    /// The rows of a unit of a split.
    init(_ unit: IngestUnit, _ split: CatalogSplit) {
        self.unit = unit
        self.split = split
        if case .files(let rows) = split.content {
            count = unit.rowCount(in: rows)
        } else {
            count = unit.samples.count
        }
    }

    /// Where a row stands.
    ///
    /// - Throws: a `Fault` of code `internalError` where the unit has no such row.
    func origin(of ordinal: Int) throws(Fault) -> RowOrigin {
        switch split.content {
        case .shapes:
            return RowOrigin(file: "generator:shapes", row: unit.samples.lowerBound + ordinal)
        case .files(let rows):
            let first = unit.samples.isEmpty ? 0 : Int(rows.groups[unit.samples.lowerBound].first)
            let row: CatalogRow
            if ordinal >= 0, ordinal < count {
                row = rows.rows[first + ordinal]
            } else if unit.reportsRefusedRows, rows.refused.indices.contains(ordinal - count) {
                row = rows.refused[ordinal - count]
            } else {
                throw Fault(.internalError, "the unit `\(unit.name)` has no row \(ordinal)")
            }
            return rows.files[row.place.fileIndex].origin(of: row.place)
        }
    }
}

extension Lineage {
    /// The lineage of a question that a unit wrote.
    init(of row: UnitQuestion, from origin: RowOrigin, in unit: IngestUnit) {
        self.init(
            id: row.id, source: unit.dataset, split: unit.split, file: origin.file,
            row: origin.row ?? 0, position: origin.position, shard: unit.name,
            offset: row.pictures.first?.offset ?? 0, pictures: row.pictures.map(\.digest),
            notes: row.notes)
    }
}

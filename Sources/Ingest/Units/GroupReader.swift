import Manifests
import Records
import Storage

/// Reads the rows of a split again that a unit is to do.
struct GroupReader {
    private let dataset: DatasetSpecification
    private let split: String
    private let rows: SplitRows
    private var mapper: RowMapper
    private var shaper: RowShaper

    /// A reader of a split.
    init(_ dataset: DatasetSpecification, split: String, rows: SplitRows) throws(Fault) {
        self.dataset = dataset
        self.split = split
        self.rows = rows
        mapper = try RowMapper(dataset)
        shaper = try RowShaper(dataset)
    }

    /// The question of a row, or why there is none, and the id that it has or would have.
    mutating func candidate(_ row: CatalogRow) -> Result<Candidate, Refusal> {
        let file = rows.files[row.place.fileIndex]
        let variant = Int(row.variant)
        do throws(Refusal) {
            let record = try file.rows.record(at: row.place).get()
            let shaped = try shaper.shaped(record, variant: variant)
            let number = rows.firstRows[row.place.fileIndex] + row.place.row
            var candidate = try mapper.candidate(
                shaped, split: split,
                madeID: RowMapper.madeID(split, number, variant, of: shaper.variants.count),
                origin: file.origin(of: row.place))
            switch row.mark {
            case .qualified: candidate.question.id = "\(split)/\(candidate.question.id)"
            case .duplicateID: throw GroupReader.duplicate(candidate.question.id)
            case .duplicateQualified:
                throw GroupReader.duplicate("\(split)/\(candidate.question.id)")
            case .duplicateName:
                throw Refusal(Refusal.duplicateName, "its name stands twice in the file")
            case .plain, .refused: break
            }
            return .success(candidate)
        } catch {
            return .failure(error)
        }
    }

    private static func duplicate(_ id: String) -> Refusal {
        var refusal = Refusal(.duplicateID, "the id `\(id)` was given before")
        refusal.id = id
        refusal.duplicateOf = id
        return refusal
    }

    /// Why a row that planning refused is none.
    ///
    /// - Throws: a `Fault` where it is one after all, because its file has changed since.
    mutating func refusal(of row: CatalogRow) throws(Fault) -> Refusal {
        guard case .failure(let refusal) = candidate(row) else {
            throw Fault(
                .tryAgain, "`\(rows.files[row.place.fileIndex].name)` changed while it was read",
                remedy: "run it again")
        }
        return refusal
    }

    /// Where a row stands.
    func origin(of row: CatalogRow) -> RowOrigin {
        rows.files[row.place.fileIndex].origin(of: row.place)
    }
}

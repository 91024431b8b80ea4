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
    /// The row that others were compared with last: many may repeat one.
    private var compared: (row: CatalogRow, record: SourceRecord)?

    /// A reader of a split.
    init(_ dataset: DatasetSpecification, split: String, rows: SplitRows) throws(Fault) {
        self.dataset = dataset
        self.split = split
        self.rows = rows
        mapper = try RowMapper(dataset)
        shaper = try RowShaper(dataset)
    }

    /// The question of a row, or why there is none, and the id that it has or would have.
    ///
    /// - Parameter first: the row that had its id before; the row itself if that is not known.
    mutating func candidate(
        _ row: CatalogRow, first: CatalogRow? = nil
    ) -> Result<Candidate, Refusal> {
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
            case .duplicateID: throw duplicate(candidate.question.id, row, first)
            case .duplicateQualified:
                throw duplicate("\(split)/\(candidate.question.id)", row, first)
            case .duplicateName:
                throw Refusal(Refusal.duplicateName, "its name stands twice in the file")
            case .plain, .refused: break
            }
            return .success(candidate)
        } catch {
            var refusal = error
            refusal.id = refusal.id ?? id(of: row)
            return .failure(refusal)
        }
    }

    /// The id that a refused row has or would have; nothing where it cannot be read.
    private mutating func id(of row: CatalogRow) -> String? {
        let file = rows.files[row.place.fileIndex]
        let variant = Int(row.variant)
        guard case .success(let record) = file.rows.record(at: row.place) else { return nil }
        var shaped = record
        do throws(Refusal) {
            shaped = try shaper.shaped(record, variant: variant)
        } catch {
            // The id need not be one of the fields that cannot be derived.
        }
        do throws(Refusal) {
            let number = rows.firstRows[row.place.fileIndex] + row.place.row
            let id =
                try mapper.id(of: shaped)
                ?? RowMapper.madeID(split, number, variant, of: shaper.variants.count)
            switch row.mark {
            case .qualified, .duplicateQualified: return "\(split)/\(id)"
            case .plain, .duplicateID, .refused, .duplicateName: return id
            }
        } catch {
            return nil
        }
    }

    /// Whether two rows hold the same.
    private mutating func isEqual(_ row: CatalogRow, _ first: CatalogRow) -> Bool {
        if compared?.row != first {
            let file = rows.files[first.place.fileIndex]
            compared = (try? file.rows.record(at: first.place).get()).map { (first, $0) }
        }
        let file = rows.files[row.place.fileIndex]
        guard let other = compared?.record,
            case .success(let record) = file.rows.record(at: row.place)
        else { return false }
        return record.value == other.value && record.binaries == other.binaries
    }

    /// Why a row is refused that has an id of another. Where that one stands is told when units are
    /// joined.
    private mutating func duplicate(
        _ id: String, _ row: CatalogRow, _ first: CatalogRow?
    ) -> Refusal {
        var detail = "the id `\(Refusal.clipped(id, to: 200))` was given before"
        if let first, first.place != row.place {
            detail += isEqual(row, first) ? " by an equal row" : " by another row"
        }
        var refusal = Refusal(.duplicateID, detail)
        refusal.id = id
        refusal.duplicateOf = id
        return refusal
    }

    /// Why a row that planning refused is none.
    ///
    /// - Throws: a `Fault` where it is one after all, because its file has changed since.
    mutating func refusal(
        of row: CatalogRow, first: CatalogRow
    ) throws(Fault) -> Refusal {
        guard case .failure(let refusal) = candidate(row, first: first) else {
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

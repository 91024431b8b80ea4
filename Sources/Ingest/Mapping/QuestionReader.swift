public import Manifests
public import Records
public import Storage

/// Makes questions of JSON text and checks their texts, row by row as units of ingest do, and leaves
/// pictures, filters and duplicates alone.
public struct QuestionReader {
    private let checker: TextChecker
    private var mapper: RowMapper
    private var shaper: RowShaper

    /// A reader for a data set.
    ///
    /// - Throws: a `Fault` where a column that is needed is not mapped, or a pattern is not a regular
    ///   expression.
    public init(_ dataset: DatasetSpecification) throws(Fault) {
        checker = TextChecker(rules: dataset.text)
        mapper = try RowMapper(dataset)
        shaper = try RowShaper(dataset)
    }

    /// Calls `body` with the question of each row, or with nothing where the row is refused.
    ///
    /// - Parameters:
    ///   - source: the text.
    ///   - name: its file's name.
    ///   - layout: where the rows lie.
    ///   - split: the name of their split.
    /// - Throws: a `Fault` where the text as a whole cannot be read.
    public mutating func forEach(
        in source: ByteSlice, name: String, layout: JSONRowLayout, split: String,
        _ body: (Question?) -> Void
    ) throws(Fault) {
        let rows = JSONSource(source, name: name, layout: layout, fileIndex: 0)
        do throws(Refusal) {
            try rows.forEachRow { place, record in
                for variant in shaper.variants.indices {
                    body(question(of: record, at: place, variant, file: name, split: split))
                }
                return true
            }
        } catch {
            throw Fault(.badInput, "`\(name)`: \(error.detail)")
        }
    }

    private mutating func question(
        of record: Result<SourceRecord, Refusal>, at place: RowPlace, _ variant: Int, file: String,
        split: String
    ) -> Question? {
        do throws(Refusal) {
            let count = shaper.variants.count
            let shaped = try shaper.shaped(try record.get(), variant: variant)
            let candidate = try mapper.candidate(
                shaped, split: split,
                madeID: RowMapper.madeID(split, place.row, variant, of: count),
                origin: RowOrigin(
                    file: file, row: place.row, line: place.line, position: place.position))
            let findings = checker.check(
                question: candidate.question, imageCount: candidate.pictures.count)
            guard findings.refusals.isEmpty else { return nil }
            if let changed = findings.question { return changed }
            return candidate.question
        } catch {
            return nil
        }
    }
}

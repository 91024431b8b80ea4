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
    ///   - body: called in the order of the rows, for each question that a row is expanded to.
    /// - Throws: a `Fault` where the text as a whole cannot be read.
    public mutating func forEach(
        in source: ByteSlice, name: String, layout: JSONRowLayout, split: String,
        _ body: (consuming Question?) -> Void
    ) throws(Fault) {
        let rows = JSONSource(source, name: name, layout: layout, fileIndex: 0)
        do throws(Refusal) {
            try rows.forEachRow { place, record in
                for variant in shaper.variants.indices {
                    read(record, at: place, variant, split: split, body)
                }
                return true
            }
        } catch {
            throw Fault(.badInput, "`\(name)`: \(error.detail)")
        }
    }

    /// Calls `body` where the question is made, as to hand one back would copy it.
    private mutating func read(
        _ record: Result<SourceRecord, Refusal>, at place: RowPlace, _ variant: Int, split: String,
        _ body: (consuming Question?) -> Void
    ) {
        do throws(Refusal) {
            let count = shaper.variants.count
            let shaped = try shaper.shaped(try record.get(), variant: variant)
            let (question, pictures) = try mapper.question(
                of: shaped, split: split,
                madeID: RowMapper.madeID(split, place.row, variant, of: count))
            let findings = checker.check(question: question, imageCount: pictures.count)
            guard findings.refusals.isEmpty else { return body(nil) }
            if let changed = findings.question { return body(changed) }
            body(consume question)
        } catch {
            body(nil)
        }
    }
}

import Images
import Manifests
import Records
import Storage

/// Makes samples of the rows of a unit: reads, maps, checks and filters them.
///
/// A row is refused for the first of: its texts, its pictures, the filters. Filters are asked about
/// every row that maps to a question, so that each is counted by itself.
struct SampleBuilder {
    /// What a group of rows came to.
    struct Result {
        /// The questions, with what the checks noted.
        var questions: [CheckedQuestion] = []
        /// Their pictures.
        var pictures: [CheckedPicture] = []
        /// The rows that became no question.
        var refused: [(ordinal: Int, id: String?, refusal: Refusal)] = []
    }

    /// What the filters dropped so far.
    private(set) var filterCounts: FilterCounts

    private let rows: SplitRows
    private let checker: TextChecker
    private let maximumPictures: Int
    private let filters: FilterSet
    private let pictureChecker: PictureChecker
    private var pictures: PictureReader
    private var reader: GroupReader

    /// A builder for a split.
    ///
    /// - Parameter wantsHash: whether perceptual hashes are wanted.
    init(
        _ dataset: DatasetSpecification, split: String, rows: SplitRows, wantsHash: Bool
    ) throws(Fault) {
        self.rows = rows
        checker = TextChecker(rules: dataset.text)
        maximumPictures = dataset.text.maxImages
        filters = try FilterSet(dataset.filters)
        filterCounts = FilterCounts(filters)
        pictureChecker = PictureChecker(
            dataset, measuresRefused: filters.needsPictures, wantsHash: wantsHash)
        pictures = try PictureReader(rows.pictures)
        reader = try GroupReader(dataset, split: split, rows: rows)
    }

    /// A row that maps to a question.
    private struct Mapped {
        var ordinal: Int
        var candidate: Candidate
        var refusal: Refusal?
        var notes: [String]
    }

    /// Makes a sample of a group.
    ///
    /// - Parameter first: the number of its first row among the unit's.
    mutating func sample(_ group: CatalogGroup, first: Int) throws(Fault) -> Result {
        var result = Result()
        var mapped: [Mapped] = []
        for (offset, row) in try rows.rows.elements(in: group.rows).enumerated() {
            switch reader.candidate(row) {
            case .success(let candidate): mapped.append(checked(candidate, first + offset))
            case .failure(let refusal): result.refused.append((first + offset, nil, refusal))
            }
        }
        // A filter may want the measures of pictures whose rows are refused, but not of any number.
        guard let references = mapped.first?.candidate.pictures,
            references.count <= maximumPictures,
            filters.needsPictures || mapped.contains(where: { $0.refusal == nil })
        else {
            for row in mapped { refuse(row, measures: nil, pictures: nil, &result) }
            return result
        }
        let outcome = try pictureChecker.check(references, with: pictures)
        if outcome.stamp != group.stamp, pictures.stamp(of: references) != group.stamp {
            throw .changed(SampleBuilder.paths(of: references).joined(separator: "`, `"))
        }
        switch outcome.pictures {
        case .failure(let refusal):
            for row in mapped {
                refuse(row, measures: outcome.measures, pictures: refusal, &result)
            }
        case .success(let checked):
            result.pictures = checked
            for row in mapped { accept(row, outcome.measures, checked, &result) }
        }
        return result
    }

    private static func paths(of references: [PictureReference]) -> [String] {
        references.compactMap { if case .path(let path) = $0 { path } else { nil } }
    }

    /// A row after the checks of its texts.
    private func checked(_ candidate: Candidate, _ ordinal: Int) -> Mapped {
        let findings = checker.check(
            question: candidate.question, imageCount: candidate.pictures.count)
        var candidate = candidate
        if let changed = findings.question { candidate.question = changed }
        return Mapped(
            ordinal: ordinal, candidate: candidate,
            refusal: findings.refusals.first.map { Refusal($0) },
            notes: findings.warnings.map(\.reason.rawValue))
    }

    /// Writes down a row whose texts or pictures are refused.
    private mutating func refuse(
        _ row: Mapped, measures: [PictureMeasures]?, pictures: Refusal?, _ result: inout Result
    ) {
        let dropped = filtered(row, measures)
        guard let refusal = row.refusal ?? pictures ?? dropped else { return }
        result.refused.append((row.ordinal, row.candidate.question.id, refusal))
    }

    private mutating func accept(
        _ row: Mapped, _ measures: [PictureMeasures]?, _ pictures: [CheckedPicture],
        _ result: inout Result
    ) {
        let dropped = filtered(row, measures)
        if let refusal = row.refusal ?? dropped {
            result.refused.append((row.ordinal, row.candidate.question.id, refusal))
            return
        }
        result.questions.append(
            CheckedQuestion(
                ordinal: row.ordinal, question: row.candidate.question,
                notes: (row.notes + pictures.flatMap(\.notes)).uniqued))
    }

    /// Asks the filters.
    private mutating func filtered(_ row: Mapped, _ measures: [PictureMeasures]?) -> Refusal? {
        guard !filters.isEmpty else { return nil }
        let outcome = filters.evaluate(
            FilterSubject(
                row: row.candidate.record.whole, question: row.candidate.question,
                pictures: measures))
        filterCounts.add(outcome)
        return outcome.reason.map { Refusal($0, "the filter drops it") }
    }
}

extension [String] {
    /// The elements, each once, in order of first mention.
    fileprivate var uniqued: [String] {
        var result: [String] = []
        for element in self where !result.contains(element) { result.append(element) }
        return result
    }
}

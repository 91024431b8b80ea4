import Manifests
import Records
import Storage

/// Makes questions of rows, as a data set's columns say.
struct RowMapper {
    private let source: String
    private let id: MappedColumn?
    private let question: MappedColumn
    private let answer: MappedColumn
    private let images: MappedColumn
    private let choices: MappedColumn?
    private let keywords: MappedColumn?
    private let target: MappedColumn?
    /// Whether the target is the same field as the answer, and so is written as that is.
    private let isTargetAnswer: Bool
    private let textOnlyTarget: MappedColumn?
    private let answers: AnswerRenderer
    private var capabilities: CapabilityMapper
    private let mappedFields: JSONNames

    /// The mapper of a data set of files.
    ///
    /// - Throws: a `Fault` if a needed column is not mapped.
    init(_ dataset: DatasetSpecification) throws(Fault) {
        source = dataset.name
        let columns = dataset.columns
        id = columns.id.map { MappedColumn($0) }
        question = MappedColumn(
            try RowMapper.needed(columns.question, "columns.question", dataset))
        answer = MappedColumn(try RowMapper.needed(columns.answer, "columns.answer", dataset))
        images = MappedColumn(try RowMapper.needed(columns.images, "columns.images", dataset))
        choices = columns.choices.map { MappedColumn($0) }
        keywords = columns.keywords.map { MappedColumn($0) }
        target = columns.target.map { MappedColumn($0) }
        if case .field = columns.target {
            isTargetAnswer = columns.target == columns.answer
        } else {
            isTargetAnswer = false
        }
        textOnlyTarget = columns.textOnlyTarget.map { MappedColumn($0) }
        answers = AnswerRenderer(rules: dataset.text.answer)
        capabilities = try CapabilityMapper(
            RowMapper.needed(dataset.capability, "capability", dataset))
        // A field that is taken only in part is kept whole as well.
        mappedFields = JSONNames(
            columns.fields.filter { $0.steps.count == 1 }.map(\.description))
    }

    /// The id that a row has of its own; nothing if the data set maps none.
    func id(of record: SourceRecord) throws(Refusal) -> String? {
        guard let column = id else { return nil }
        guard let id = try record.text(of: column) else {
            throw RowMapper.missing(.missingField, "id", column, in: record)
        }
        guard !id.isEmpty else { throw Refusal(.missingField, "the row's id is empty") }
        return id
    }

    /// The id of a row that has none of its own.
    ///
    /// - Parameters:
    ///   - number: which row of the split.
    ///   - variant: which of the rows made of it.
    ///   - count: how many rows are made of each.
    static func madeID(_ split: String, _ number: Int, _ variant: Int, of count: Int) -> String {
        count > 1 ? "\(split)/\(number)-\(variant)" : "\(split)/\(number)"
    }

    /// The pictures that a row names, or holds.
    func pictures(of record: SourceRecord) throws(Refusal) -> [PictureReference] {
        let pictures = try record.pictures(of: images)
        guard !pictures.isEmpty else {
            throw RowMapper.missing(.missingImage, "picture", images, in: record)
        }
        return pictures
    }

    /// The question of a row, without pictures, and all that comes with it.
    ///
    /// - Parameter madeID: the id, asked for if the row has none of its own.
    mutating func candidate(
        _ record: consuming SourceRecord, split: String, madeID: @autoclosure () -> String,
        origin: RowOrigin
    ) throws(Refusal) -> Candidate {
        let (question, pictures) = try question(of: record, split: split, madeID: madeID())
        return Candidate(question: question, pictures: pictures, record: record, origin: origin)
    }

    /// The question of a row, without pictures, and the pictures that the row names or holds.
    ///
    /// - Parameter madeID: the id, asked for if the row has none of its own.
    mutating func question(
        of record: borrowing SourceRecord, split: String, madeID: @autoclosure () -> String
    ) throws(Refusal) -> (question: Question, pictures: [PictureReference]) {
        guard let text = try record.text(of: question) else {
            throw RowMapper.missing(.missingQuestion, "question", question, in: record)
        }
        guard let gold = try record.answer(of: answer, by: answers) else {
            throw RowMapper.missing(.missingAnswer, "answer", answer, in: record)
        }
        let pictures = try pictures(of: record)
        let found = Question(
            id: try id(of: record) ?? madeID(), source: source, split: split,
            capability: try capabilities.capability(of: record), text: text, answer: gold,
            choices: try choices.map { column throws(Refusal) in try record.choices(of: column) }
                ?? [],
            keywords: try RowMapper.writtenTexts(of: keywords, in: record),
            target: try isTargetAnswer
                ? (RowMapper.isBlank(gold) ? nil : gold)
                : RowMapper.writtenText(of: target, in: record),
            textOnlyTarget: try RowMapper.writtenText(of: textOnlyTarget, in: record),
            extra: record.extra(besides: mappedFields))
        return (found, pictures)
    }

    /// The text of a column that a row may lack; nothing where it is blank, as an empty cell of a
    /// table is.
    private static func writtenText(
        of column: MappedColumn?, in record: SourceRecord
    ) throws(Refusal) -> String? {
        guard let column, let text = try record.text(of: column), !isBlank(text) else { return nil }
        return text
    }

    /// The texts of a column that a row may lack, blank ones left out.
    private static func writtenTexts(
        of column: MappedColumn?, in record: SourceRecord
    ) throws(Refusal) -> [String] {
        guard let column else { return [] }
        return try (record.texts(of: column) ?? []).filter { !isBlank($0) }
    }

    private static func isBlank(_ text: String) -> Bool { SourceRecord.isBlank(text) }

    /// Why a column that a row needs is not there, and what the row has.
    private static func missing(
        _ reason: RejectReason, _ what: String, _ column: MappedColumn,
        in record: borrowing SourceRecord
    ) -> Refusal {
        guard case .field(let path) = column.rule else {
            return Refusal(reason, "the row has no \(what)")
        }
        guard record.has(path.steps) else {
            return Refusal(
                reason,
                "the row has no \(what): there is no field `\(path)`; \(record.inventory)")
        }
        let found = record.value(at: path.steps) == nil ? "null" : "empty"
        return Refusal(reason, "the row has no \(what): `\(path)` is \(found)")
    }

    private static func needed<Value>(
        _ value: Value?, _ what: String, _ dataset: DatasetSpecification
    ) throws(Fault) -> Value {
        guard let value else {
            throw Fault(.badInput, "the data set `\(dataset.name)` lacks `\(what)`")
        }
        return value
    }
}

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
        let id = try RowMapper.present(try record.text(of: column), .missingField, "id")
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
        guard !pictures.isEmpty else { throw Refusal(.missingImage, "the row names no picture") }
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
        let text = try RowMapper.present(
            try record.text(of: question), .missingQuestion, "question")
        let answer = try RowMapper.present(
            try record.answer(of: answer, by: answers), .missingAnswer, "answer")
        let pictures = try pictures(of: record)
        let found = Question(
            id: try id(of: record) ?? madeID(), source: source, split: split,
            capability: try capabilities.capability(of: record), text: text, answer: answer,
            choices: try RowMapper.writtenTexts(of: choices, in: record),
            keywords: try RowMapper.writtenTexts(of: keywords, in: record),
            target: try RowMapper.writtenText(of: target, in: record),
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

    private static func isBlank(_ text: String) -> Bool { text.utf8.allSatisfy { $0 <= 0x20 } }

    private static func present(
        _ text: String?, _ reason: RejectReason, _ what: String
    ) throws(Refusal) -> String {
        guard let text else { throw Refusal(reason, "the row has no \(what)") }
        return text
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

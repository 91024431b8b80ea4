import Manifests
import Records

/// Which of the fields that a data set reads have been in a row. A field that no row has is an error: a
/// misspelt name would make rejects of all rows, or go unnoticed where a row may lack the field. One that
/// only some files have is a warning.
struct FieldPresence {
    private let dataset: DatasetSpecification
    private let fields: [DatasetSpecification.ReadField]
    /// Fields by index: those found in a file so far, and in any file.
    private var foundInFile: Set<Int> = []
    private var found: Set<Int> = []
    /// The files of the split whose rows have none of a field.
    private var lacking: [Int: [String]] = [:]
    /// The names of a first row's fields.
    private var names: [String] = []
    private var hasRowInFile = false
    private var isTableFile = false
    /// Whether every row was read, so that what was not found is not there.
    private var isWhole = true
    /// The first table whose header lacks a column.
    private var header: (column: MissingColumn, file: String)?
    private var values: CapabilityValues

    /// Follows the fields of a data set.
    init(_ dataset: DatasetSpecification) {
        self.dataset = dataset
        fields = dataset.readFields
        values = CapabilityValues(dataset)
    }

    /// Begins a split.
    mutating func beginSplit() { lacking = [:] }

    /// Begins an annotation file.
    mutating func beginFile() {
        foundInFile = []
        hasRowInFile = false
    }

    /// Notes a table that was refused because its header lacks a column.
    mutating func note(_ column: MissingColumn, of file: String) {
        header = header ?? (column, file)
    }

    /// Notes the fields of a row as it was read.
    mutating func note(_ record: SourceRecord) {
        if !hasRowInFile {
            hasRowInFile = true
            // Only rows of JSON have a text of their own; those of a table all have the same fields.
            isTableFile = !record.isJSONText
        }
        guard foundInFile.count < fields.count else { return }
        if names.isEmpty { names = record.allNames }
        for (index, field) in fields.enumerated()
        where !foundInFile.contains(index) && record.has(field.path.steps) {
            foundInFile.insert(index)
        }
    }

    /// Notes what a row that has its derived fields tells a capability by.
    mutating func noteCapability(_ record: SourceRecord) { values.note(record) }

    /// Ends an annotation file.
    ///
    /// - Parameter isCut: whether rows were left unread.
    mutating func endFile(_ file: String, isCut: Bool) {
        if isCut { values.isWhole = false }
        guard hasRowInFile else { return }
        if isCut, !isTableFile { isWhole = false }
        found.formUnion(foundInFile)
        for index in fields.indices where !foundInFile.contains(index) {
            lacking[index, default: []].append(file)
        }
    }

    /// What a reader of the report should know of a split: fields that a file of it lacks; and after the
    /// last split, values of `capability.values` that no row has.
    func warnings(of split: String) -> [String] {
        let listed = lacking.sorted { $0.key < $1.key }.map { index, files in
            let field = fields[index]
            let listed = files.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
            let more = files.count > 3 ? " and \(files.count - 3) more files" : ""
            return
                "split `\(split)` of `\(dataset.name)`: no row of \(listed)\(more) has the field "
                + "`\(field.path)`, which `\(field.key)` reads"
        }
        let isLast = split.utf8.elementsEqual((dataset.splits.last?.name ?? "").utf8)
        return listed + (isLast ? values.warnings : [])
    }

    /// Makes sure that every field is in a row of the data set.
    ///
    /// - Throws: a `Fault` of code `badInput` that names the field, the fields there are, and what to
    ///   do.
    func check() throws(Fault) {
        if names.isEmpty, let header { throw fault(of: header.column, header.file) }
        guard isWhole, !names.isEmpty,
            let missing = fields.indices.first(where: { !found.contains($0) })
        else { return }
        let field = fields[missing]
        let known = Refusal.clipped(names.joined(separator: "`, `"), to: 200)
        throw Fault(
            .badInput,
            "no row of the data set `\(dataset.name)` has the field `\(field.path)`, which "
                + "`\(field.key)` reads; the rows have `\(known)`",
            remedy: remedy(for: field, among: names), location: location(of: field))
    }

    private func fault(of column: MissingColumn, _ file: String) -> Fault {
        let field = fields.first { $0.path.steps.first == column.name }
        let reads = field.map { ", which `\($0.key)` reads" } ?? ""
        return Fault(
            .badInput,
            "no table of the data set `\(dataset.name)` has the column `\(column.name)`\(reads); "
                + "in `\(file)` \(column.detail)",
            remedy: field.map { remedy(for: $0, among: column.names) },
            location: field.map { location(of: $0) } ?? dataset.locations["columns"])
    }

    private func remedy(
        for field: DatasetSpecification.ReadField, among names: [String]
    ) -> String {
        let first = field.path.steps.first ?? ""
        let near = names.contains(first) ? nil : Wording.nearest(to: first, among: names)
        if let near { return "did you mean `\(near)`?" }
        return field.isNeeded ? "correct the field" : "correct the field, or remove `\(field.key)`"
    }

    private func location(of field: DatasetSpecification.ReadField) -> SourceLocation? {
        dataset.locations[field.key] ?? dataset.locations["columns"]
    }
}

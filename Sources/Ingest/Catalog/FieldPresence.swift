import Manifests
import Records

/// Which of the fields that a row may lack have been in a row. A row without one is a question all
/// the same, so a misspelt name would go unnoticed: one that no row has is an error, and one that only
/// some files have is a warning.
struct FieldPresence {
    private let dataset: DatasetSpecification
    private let fields: [(key: String, path: FieldPath)]
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

    /// Follows the fields of a data set.
    init(_ dataset: DatasetSpecification) {
        self.dataset = dataset
        fields = dataset.optionalFields
    }

    /// Begins a split.
    mutating func beginSplit() { lacking = [:] }

    /// Begins an annotation file.
    mutating func beginFile() {
        foundInFile = []
        hasRowInFile = false
    }

    /// Notes the fields of a row.
    mutating func note(_ record: SourceRecord) {
        if !hasRowInFile {
            hasRowInFile = true
            // Only rows of JSON have a text of their own; those of a table all have the same fields.
            isTableFile = !record.isJSONText
        }
        guard foundInFile.count < fields.count else { return }
        if names.isEmpty { names = record.names }
        for (index, field) in fields.enumerated()
        where !foundInFile.contains(index) && record.has(field.path.steps) {
            foundInFile.insert(index)
        }
    }

    /// Ends an annotation file.
    ///
    /// - Parameter isCut: whether rows were left unread.
    mutating func endFile(_ file: String, isCut: Bool) {
        guard hasRowInFile else { return }
        if isCut, !isTableFile { isWhole = false }
        found.formUnion(foundInFile)
        for index in fields.indices where !foundInFile.contains(index) {
            lacking[index, default: []].append(file)
        }
    }

    /// What a reader of the report should know of a split: fields that a file of it lacks.
    func warnings(of split: String) -> [String] {
        lacking.sorted { $0.key < $1.key }.map { index, files in
            let field = fields[index]
            let listed = files.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
            let more = files.count > 3 ? " and \(files.count - 3) more files" : ""
            return
                "split `\(split)` of `\(dataset.name)`: no row of \(listed)\(more) has the field "
                + "`\(field.path)`, which `\(field.key)` reads"
        }
    }

    /// Makes sure that every field is in a row of the data set.
    ///
    /// - Throws: a `Fault` of code `badInput` that names the field, the fields there are, and what to
    ///   do.
    func check() throws(Fault) {
        guard isWhole, !names.isEmpty,
            let missing = fields.indices.first(where: { !found.contains($0) })
        else { return }
        let (key, path) = fields[missing]
        let first = path.steps.first ?? ""
        let near = names.contains(first) ? nil : Wording.nearest(to: first, among: names)
        let known = Refusal.clipped(names.joined(separator: "`, `"), to: 200)
        throw Fault(
            .badInput,
            "no row of the data set `\(dataset.name)` has the field `\(path)`, which `\(key)` reads; "
                + "the rows have `\(known)`",
            remedy: near.map { "did you mean `\($0)`?" } ?? "correct the field, or remove `\(key)`",
            location: dataset.locations[key] ?? dataset.locations["columns"])
    }
}

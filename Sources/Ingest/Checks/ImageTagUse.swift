import Records
import Storage

/// Which data sets have `<image>` tags in their questions.
///
/// Where no row has one, that is how the data set is written: the summary counts it once, and no row
/// is to be looked at for it. Where others have one, a row without is.
struct ImageTagUse {
    private var questions: [String: Int] = [:]
    private var questionsWithout: [String: Int] = [:]
    /// The data sets of which a row was refused for its tags.
    private var refused: Set<String> = []

    /// Learns from what units say of themselves.
    init(_ units: [(unit: IngestUnit, folder: String)]) throws(Fault) {
        for (unit, folder) in units {
            add(try UnitSummary(json: try JSONReader.parse(file: folder + "/unit.json")), of: unit)
        }
    }

    private mutating func add(_ summary: UnitSummary, of unit: IngestUnit) {
        questions[unit.dataset, default: 0] += summary.accounting.outputs
        questionsWithout[unit.dataset, default: 0] +=
            summary.notes[TextReason.imageTagMissing.rawValue] ?? 0
        if summary.accounting.rejects[TextReason.imageTagMismatch.rawValue] != nil {
            refused.insert(unit.dataset)
        }
    }

    /// The notes of a row that are worth telling of it.
    func relevant(_ notes: [String], of unit: IngestUnit) -> [String] {
        let dataset = unit.dataset
        guard !refused.contains(dataset), questions[dataset] == questionsWithout[dataset] else {
            return notes
        }
        return notes.filter { $0 != TextReason.imageTagMissing.rawValue }
    }
}

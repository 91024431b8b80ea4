import Manifests
import Records

/// Which of the values that a data set gives a capability are in a row, and what other values rows have:
/// a misspelt value matches none, and its rows are refused or get another capability.
struct CapabilityValues {
    /// Whether every row was read, so that what was not found is not there.
    var isWhole = true

    private let dataset: String
    private let field: FieldPath?
    private let values: [String]
    private var found: Set<Int> = []
    private var rowCount = 0
    /// By the bytes of the value: for Swift, texts are equal where only their normal form differs.
    private var places: [[UInt8]: Int] = [:]
    private var others: [(value: String, rows: Int)] = []

    /// So many other values are told apart.
    private static let mostOthers = 1000

    /// Follows the values of a data set; none, where it tells capabilities in another way.
    init(_ dataset: DatasetSpecification) {
        self.dataset = dataset.name
        guard case .values(let field, let values) = dataset.capability else {
            (self.field, self.values) = (nil, [])
            return
        }
        self.field = field
        self.values = values.map(\.text)
    }

    /// Notes the value of a row.
    mutating func note(_ record: SourceRecord) {
        guard let field, let text = try? record.text(at: field) else { return }
        rowCount += 1
        let place = values.firstIndex { $0.utf8.elementsEqual(text.utf8) }
        if let place {
            found.insert(place)
            return
        }
        let bytes = Array(text.utf8)
        if let known = places[bytes] {
            others[known].rows += 1
        } else if others.count < CapabilityValues.mostOthers {
            places[bytes] = others.count
            others.append((text, 1))
        }
    }

    /// A sentence for each value that no row has.
    var warnings: [String] {
        guard let field, isWhole, rowCount > 0 else { return [] }
        return values.indices.filter { !found.contains($0) }.map { index in
            "the value `\(values[index])` of `capability.values` of `\(dataset)` matches no row"
                + hint(for: values[index], field)
        }
    }

    /// The value that was meant, or else those that most of the other rows have.
    private func hint(for value: String, _ field: FieldPath) -> String {
        let near = Wording.nearest(to: value, among: others.map(\.value))
        let meant = others.filter { near?.utf8.elementsEqual($0.value.utf8) == true }
        let most = others.enumerated().sorted {
            ($1.element.rows, $0.offset) < ($0.element.rows, $1.offset)
        }.map(\.element)
        let listed = (meant.isEmpty ? Array(most.prefix(3)) : meant).map { other in
            let rows = other.rows == 1 ? "1 row has" : "\(Number.grouped(other.rows)) rows have"
            return "\(rows) `\(field)` = `\(Refusal.clipped(other.value, to: 60))`"
        }
        return listed.isEmpty ? "" : "; " + listed.joined(separator: ", ")
    }
}

import Manifests
import Records
import Storage

/// Counts over the units of an ingest.
struct MergeTally {
    /// A split of a data set.
    private struct Split: Hashable {
        var dataset: String
        var name: String
    }

    private var accounting = Accounting()
    private var sums: [Split: Accounting] = [:]
    private var counts: [Split: [Capability: Int]] = [:]
    private var splitsOfPictures: [Digest: Set<Split>] = [:]
    private var ids: Set<ArraySlice<UInt8>> = []
    private var warnings: [String] = []

    /// Notes the pictures of a unit's shard.
    mutating func add(_ pictures: [Picture], of unit: IngestUnit) {
        let split = Split(dataset: unit.dataset, name: unit.split)
        for picture in pictures { splitsOfPictures[picture.digest, default: []].insert(split) }
    }

    /// Adds up what a unit says of itself.
    mutating func add(_ unit: UnitSummary) throws(Fault) {
        guard unit.accounting.balances else {
            throw Fault(.internalError, "the unit `\(unit.unit.name)` does not balance")
        }
        let split = Split(dataset: unit.unit.dataset, name: unit.unit.split)
        accounting = accounting + unit.accounting
        sums[split] = (sums[split] ?? Accounting()) + unit.accounting
        counts[split, default: [:]].merge(unit.counts, uniquingKeysWith: +)
        warnings += unit.warnings
    }

    /// Notes the ids of a unit's table. A row begins with its id, in one spelling per id.
    mutating func add(questions table: [UInt8]) throws(Fault) {
        for line in table.split(separator: UInt8(ascii: "\n")) {
            var scanner = JSONScanner(line)
            guard scanner.take("{"), let name = scanner.value(), scanner.take(":"),
                line[name].elementsEqual(#""id""#.utf8), let id = scanner.value()
            else { throw Fault(.internalError, "a row of `questions` does not begin with its id") }
            // A copy, so that the set does not keep the table.
            guard ids.insert(Array(line[id])[...]).inserted else {
                let text = String(decoding: line[id], as: UTF8.self)
                throw Fault(.internalError, "two questions have the id \(text)")
            }
        }
    }

    /// The sum, with warnings about splits that share pictures or are of another size than expected.
    func summary(of datasets: [DatasetSpecification]) throws(Fault) -> IngestSummary {
        guard accounting.balances, accounting.outputs == ids.count else {
            throw Fault(.internalError, "the questions and rejects do not add up to the rows read")
        }
        var result = IngestSummary()
        result.accounting = accounting
        result.pictureCount = splitsOfPictures.count
        result.warnings = warnings
        for dataset in datasets {
            for name in dataset.splitNames {
                let split = Split(dataset: dataset.name, name: name)
                for capability in Capability.allCases {
                    guard let count = counts[split]?[capability], count > 0 else { continue }
                    result.counts.append(
                        .init(
                            dataset: dataset.name, split: name, capability: capability,
                            questions: count))
                }
                let sum = sums[split] ?? Accounting()
                if let expected = dataset.expected[name], expected != sum.inputs {
                    result.warnings.append(
                        "split `\(name)` of `\(dataset.name)` has \(sum.inputs) rows, where "
                            + "\(expected) were expected")
                }
                if sum.inputs > 0, sum.outputs == 0 {
                    result.warnings.append(MergeTally.lossWarning(of: split, sum))
                }
            }
        }
        if let leak = leakWarning { result.warnings.append(leak) }
        return result
    }

    /// What to say of a split of which nothing is left: why, most frequent reasons first.
    private static func lossWarning(of split: Split, _ sum: Accounting) -> String {
        let reasons = sum.rejects.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        let rows = sum.inputs == 1 ? "its only row was" : "all \(sum.inputs) rows were"
        return "split `\(split.name)` of `\(split.dataset)`: \(rows) rejected (\(reasons)); see "
            + "rejects.jsonl"
    }

    private var leakWarning: String? {
        let shared = splitsOfPictures.values.filter { $0.count > 1 }
        guard !shared.isEmpty else { return nil }
        let names = Set(shared.joined().map { "\($0.dataset)/\($0.name)" }).sorted()
        let pictures = shared.count == 1 ? "1 picture lies" : "\(shared.count) pictures lie"
        return "\(pictures) in more than one split (\(names.joined(separator: ", "))); the splits "
            + "come from the source and were kept"
    }
}

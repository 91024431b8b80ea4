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
    private var questionCount = 0
    /// A key for each picture of a question.
    private var pictures: RecordSorter<Key128>
    private var lastPicture: Key128?
    private var warnings: [String] = []
    private var notes: [String: Int] = [:]
    private var filters: [String: FilterCounts] = [:]

    /// Nothing counted yet.
    init(in space: SpillSpace) { pictures = RecordSorter(in: space) }

    /// Adds up what a unit says of itself.
    mutating func add(_ summary: UnitSummary, of unit: IngestUnit) throws(Fault) {
        guard summary.accounting.balances else {
            throw Fault(.internalError, "the unit `\(unit.name)` does not balance")
        }
        let split = Split(dataset: unit.dataset, name: unit.split)
        accounting = accounting + summary.accounting
        sums[split] = (sums[split] ?? Accounting()) + summary.accounting
        counts[split, default: [:]].merge(summary.counts, uniquingKeysWith: +)
        notes.merge(summary.notes, uniquingKeysWith: +)
        if let counts = summary.filterCounts, counts.rows > 0 {
            filters[unit.dataset] =
                filters[unit.dataset].map { known in
                    var sum = known
                    sum.merge(counts)
                    return sum
                } ?? counts
        }
        warnings += summary.warnings
    }

    /// Notes a question of a unit, and what the comparison with others noted of it.
    mutating func add(
        _ question: UnitQuestion, notes: [String], of unit: IngestUnit
    ) throws(Fault) {
        questionCount += 1
        for picture in question.pictures {
            let key = Key128(picture.digest)
            // Questions about one picture follow each other.
            if key != lastPicture { try pictures.append(key) }
            lastPicture = key
        }
        for note in notes { self.notes[note, default: 0] += 1 }
    }

    /// Takes a question of a unit back that repeats another.
    mutating func drop(_ row: UnitQuestion, reason: String, of unit: IngestUnit) {
        let split = Split(dataset: unit.dataset, name: unit.split)
        accounting.outputs -= 1
        accounting.rejects[reason, default: 0] += 1
        sums[split]?.outputs -= 1
        sums[split]?.rejects[reason, default: 0] += 1
        counts[split]?[row.capability, default: 0] -= 1
        for note in row.notes { notes[note, default: 0] -= 1 }
    }

    /// The sum, with warnings about splits of another size than expected.
    func summary(of datasets: [DatasetSpecification]) throws(Fault) -> IngestSummary {
        guard accounting.balances, accounting.outputs == questionCount else {
            throw Fault(.internalError, "the questions and rejects do not add up to the rows read")
        }
        var result = IngestSummary()
        result.accounting = accounting
        result.pictureCount = try distinctPictureCount()
        result.warnings = warnings
        result.notes = notes.filter { $0.value > 0 }
        result.filters = filters
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
                    result.emptySplits.append(
                        .init(
                            dataset: dataset.name, split: name, inputs: sum.inputs,
                            rejects: sum.rejects))
                    result.warnings.append(MergeTally.lossWarning(of: split, sum))
                }
            }
        }
        return result
    }

    private func distinctPictureCount() throws(Fault) -> Int {
        var (count, last) = (0, Key128?.none)
        var sorted = try pictures.sorted()
        while let next = try sorted.next() {
            if next != last { count += 1 }
            last = next
        }
        return count
    }

    /// What to say of a split of which nothing is left: why, most frequent reasons first.
    private static func lossWarning(of split: Split, _ sum: Accounting) -> String {
        let reasons = sum.rejects.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        let rows = sum.inputs == 1 ? "its only row was" : "all \(sum.inputs) rows were"
        return "split `\(split.name)` of `\(split.dataset)`: \(rows) rejected (\(reasons)); "
            + "`pipeline rejects` lists them"
    }
}

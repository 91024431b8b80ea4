import Manifests
import Records
import Storage

/// What the units' questions repeat of each other, by unit and question.
///
/// Data sets with the same rules are compared with each other, in the manifest's order; a data set
/// with rules of its own is compared with itself. What `decontaminate` names is compared with all.
///
/// Where there are many rows, only those are in memory that have something in common with others
/// (`RepeatSieve`), about 250 bytes each. Rules about what is near need all rows.
struct MergeDuplicates {
    /// A question that repeats another.
    struct Repeat {
        /// Why, as the reason of a reject.
        var kind: DuplicateFinding.Kind
        /// The question that it repeats.
        var other: RowReference
        /// How far apart they are.
        var distance: Double
    }

    /// What there is to say of them, for a receipt.
    private(set) var json: [JSONValue] = []
    /// Sentences that the user should see.
    private(set) var warnings: [String] = []
    private let space: SpillSpace
    private var drops: [Digest: [Int: Repeat]] = [:]
    private var flags: [Digest: [Int: [DuplicateFinding.Kind]]] = [:]

    /// Compares the questions of units.
    ///
    /// - Parameter units: the units in plan order, with the folders that they wrote.
    init(
        _ units: [(unit: IngestUnit, folder: String)], of datasets: [DatasetSpecification],
        in space: SpillSpace
    ) throws(Fault) {
        self.space = space
        var groups: [[DatasetSpecification]] = []
        for dataset in datasets {
            let index = groups.firstIndex { group in
                group[0].duplicates == dataset.duplicates && group[0].leakage == dataset.leakage
            }
            if let index { groups[index].append(dataset) } else { groups.append([dataset]) }
        }
        for group in groups where MergeDuplicates.isWanted(group[0]) {
            try compare(group, units)
        }
    }

    /// Whether a question is dropped, and for what.
    func drop(_ unit: IngestUnit, question: Int) -> Repeat? { drops[unit.identity]?[question] }

    /// Whether a unit's shard loses questions.
    func drops(from unit: IngestUnit) -> Bool { drops[unit.identity] != nil }

    /// What is noted of a question that is kept.
    func notes(_ unit: IngestUnit, question: Int) -> [String] {
        flags[unit.identity]?[question]?.map(\.rawValue) ?? []
    }

    private static let fileName = "/fingerprints.bin"

    private static func isWanted(_ dataset: DatasetSpecification) -> Bool {
        let rules = dataset.duplicates
        return rules.exact != .ignore || rules.conflictingAnswers != .ignore
            || rules.nearPictures != nil || rules.nearText != nil
            || dataset.leakage.acrossSplits != .ignore || !dataset.leakage.decontaminate.isEmpty
    }

    private mutating func compare(
        _ group: [DatasetSpecification], _ units: [(unit: IngestUnit, folder: String)]
    ) throws(Fault) {
        let names = group.map(\.name)
        let benchmarks = group[0].leakage.decontaminate
        let own = units.filter {
            benchmarks.contains($0.unit.dataset) || names.contains($0.unit.dataset)
        }
        var repeats = try repeats(own, group[0])
        var finder = DuplicateFinder(duplicates: group[0].duplicates, leakage: group[0].leakage)
        var starts: [(unit: IngestUnit, first: Int)] = []
        var count = 0
        for (unit, folder) in own {
            let file = try FingerprintFile(file: folder + MergeDuplicates.fileName)
            let rows = try repeats?.next(file.rows.count)
            if benchmarks.contains(unit.dataset) {
                try finder.append(benchmark: file, rows: rows)
            } else {
                starts.append((unit, count))
                count += file.rows.count
                try finder.append(file, rows: rows)
            }
        }
        take(finder.report(), starts, of: group)
    }

    /// The rows of units that may have something in common with others; nothing where all are wanted.
    private func repeats(
        _ units: [(unit: IngestUnit, folder: String)], _ dataset: DatasetSpecification
    ) throws(Fault) -> RepeatedRows? {
        let (rules, leakage) = (dataset.duplicates, dataset.leakage)
        guard rules.nearPictures == nil, rules.nearText == nil, leakage.nearRadius == nil
        else { return nil }
        var byteCount = 0
        for (_, folder) in units {
            byteCount += try FileSystem.status(folder + MergeDuplicates.fileName)?.byteCount ?? 0
        }
        guard byteCount > space.memoryLimit else { return nil }
        let looksAtPictures =
            leakage.acrossSplits != .ignore
            && units.contains { !$0.unit.split.utf8.elementsEqual(units[0].unit.split.utf8) }
            || !leakage.decontaminate.isEmpty
        var sieve = RepeatSieve(looksAtPictures: looksAtPictures, in: space)
        for (unit, folder) in units {
            try sieve.append(
                try FingerprintFile(file: folder + MergeDuplicates.fileName),
                isBenchmark: leakage.decontaminate.contains(unit.dataset))
        }
        return try RepeatedRows(sieve.rows())
    }

    private mutating func take(
        _ report: DuplicateReport, _ starts: [(unit: IngestUnit, first: Int)],
        of group: [DatasetSpecification]
    ) {
        let names = group.map(\.name)
        var place = 0
        for finding in report.findings {
            // Findings are in plan order, so the unit only moves on.
            let number = report.number(of: finding.row)
            while place + 1 < starts.count, starts[place + 1].first <= number { place += 1 }
            let unit = starts[place].unit.identity
            let question = number - starts[place].first
            if finding.isDropped {
                guard drops[unit]?[question] == nil else { continue }
                drops[unit, default: [:]][question] = Repeat(
                    kind: finding.kind, other: report.otherReference(of: finding),
                    distance: finding.distance)
            } else {
                flags[unit, default: [:]][question, default: []].append(finding.kind)
            }
        }
        json.append([
            "datasets": .array(names.map { .string($0) }), "duplicates": report.json,
        ])
        warnings += MergeDuplicates.sentences(on: report, group[0].leakage)
    }

    /// What splits have in common, and what else was found and kept.
    private static func sentences(
        on report: DuplicateReport, _ rules: LeakageRules
    ) -> [String] {
        var sentences = report.leaks.map { leak in
            var parts: [String] = []
            if leak.pictureAndQuestion > 0 {
                parts.append("\(leak.pictureAndQuestion) share picture and question")
            }
            if leak.picture > 0 { parts.append("\(leak.picture) share a picture") }
            if leak.nearPicture > 0 {
                parts.append("\(leak.nearPicture) have a picture that looks alike")
            }
            let sentence =
                "rows of `\(leak.split)` that `\(leak.other)` gives away: "
                + parts.joined(separator: ", ")
            func isHeldOut(_ split: String) -> Bool {
                rules.heldOut.contains { $0.utf8.elementsEqual(split.utf8) }
            }
            guard isHeldOut(leak.other), !isHeldOut(leak.split) else { return sentence }
            return rules.acrossSplits == .dropTrain
                ? "\(sentence) (dropped)"
                : "\(sentence); `leakage: {across_splits: drop_train}` drops them"
        }
        let conflicts = report.findings.count { $0.kind == .conflictingAnswers && !$0.isDropped }
        if conflicts > 0 {
            sentences.append(
                "\(conflicts) questions have the pictures and text of another and another answer; "
                    + "they were kept")
        }
        return sentences
    }
}

import Manifests

/// Holds the rows of each split against the others and against benchmarks.
struct LeakSearch {
    /// What was found.
    private(set) var findings: [DuplicateFinding] = []
    /// What each pair of splits has in common; pairs that have nothing are left out.
    private(set) var counts: [LeakCount] = []
    /// How many different pictures lie in more than one split.
    private(set) var sharedPictureCount = 0
    /// The rows that are dropped.
    private(set) var isDropped: [Bool]

    private let rules: LeakageRules
    private let table: FingerprintTable
    private let benchmarks: FingerprintTable
    /// The splits by name, in the order they came, and whether each is held out.
    private var splits: [(name: String, isHeldOut: Bool)] = []
    /// The split of each group.
    private var splitOf: [Int] = []

    /// A search among all rows.
    init(rules: LeakageRules, table: FingerprintTable, benchmarks: FingerprintTable) {
        self.rules = rules
        self.table = table
        self.benchmarks = benchmarks
        isDropped = [Bool](repeating: false, count: table.count)
        for group in table.groups {
            let name = Array(group.split.utf8)
            var place = splits.firstIndex { Array($0.name.utf8) == name }
            if place == nil {
                place = splits.count
                let isHeldOut = rules.heldOut.contains { Array($0.utf8) == name }
                splits.append((group.split, isHeldOut))
            }
            splitOf.append(place ?? 0)
        }
    }

    /// Finds all leaks.
    mutating func run() {
        if benchmarks.count > 0 { searchBenchmarks() }
        guard rules.acrossSplits != .ignore, splits.count > 1 else { return }
        let indexes = splits.indices.map { split in
            LeakIndex(table, radius: rules.nearRadius) { self.split(of: $0) == split }
        }
        for split in splits.indices {
            for other in splits.indices where isCounted(split, against: other) {
                search(split, against: other, indexes[other])
            }
        }
        countSharedPictures(indexes)
    }

    private func split(of row: Int) -> Int { splitOf[Int(table.groupOf[row])] }

    /// Whether the rows of the first split are counted, and not those of the second: it is not held
    /// out, or came later.
    private func isCounted(_ split: Int, against other: Int) -> Bool {
        let (own, others) = (splits[split].isHeldOut, splits[other].isHeldOut)
        return own == others ? split > other : !own
    }

    private mutating func searchBenchmarks() {
        let index = LeakIndex(benchmarks, radius: rules.nearRadius) { _ in true }
        for row in 0..<table.count where !splits[split(of: row)].isHeldOut {
            guard let found = leak(of: row, to: index) else { continue }
            note(row, .benchmarkLeak, found, drops: true)
        }
    }

    private mutating func search(_ split: Int, against other: Int, _ index: LeakIndex) {
        let drops =
            rules.acrossSplits == .dropTrain && !splits[split].isHeldOut && splits[other].isHeldOut
        var count = LeakCount(split: splits[split].name, other: splits[other].name)
        for row in 0..<table.count where self.split(of: row) == split {
            guard let found = leak(of: row, to: index) else { continue }
            count.add(found.match)
            note(row, .splitLeak, found, drops: drops)
        }
        if count != LeakCount(split: count.split, other: count.other) { counts.append(count) }
    }

    private typealias Leak = (row: Int, match: DuplicateFinding.Match, distance: Int)

    /// The most that a row has in common with those of an index.
    private func leak(of row: Int, to index: LeakIndex) -> Leak? {
        if let other = index.row(asking: row, of: table) { return (other, .pictureAndQuestion, 0) }
        guard rules.match == .picture else { return nil }
        var first: Int?
        for place in table.pictures(of: row) {
            guard let other = index.row(with: table.pictures[place]) else { continue }
            first = min(first ?? other, other)
        }
        if let first { return (first, .picture, 0) }
        return index.row(nearPicturesOf: row, of: table).map { ($0.row, .nearPicture, $0.distance) }
    }

    private mutating func note(
        _ row: Int, _ kind: DuplicateFinding.Kind, _ leak: Leak, drops: Bool
    ) {
        findings.append(
            DuplicateFinding(
                row: row, kind: kind, match: leak.match, other: leak.row,
                distance: Double(leak.distance), isDropped: drops))
        if drops { isDropped[row] = true }
    }

    /// Counts each picture once: at its first row of the first split that has it.
    private mutating func countSharedPictures(_ indexes: [LeakIndex]) {
        for row in 0..<table.count {
            let (own, pictures) = (split(of: row), table.pictures(of: row))
            for place in pictures {
                let digest = table.pictures[place]
                guard indexes[own].row(with: digest) == row,
                    !table.pictures[pictures.lowerBound..<place].contains(digest),
                    !indexes[..<own].contains(where: { $0.row(with: digest) != nil }),
                    indexes[(own + 1)...].contains(where: { $0.row(with: digest) != nil })
                else { continue }
                sharedPictureCount += 1
            }
        }
    }
}

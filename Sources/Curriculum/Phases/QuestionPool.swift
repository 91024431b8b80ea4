import Records
import Storage

/// The questions that a phase can draw, and draws from them.
///
/// Made by looking at the table once, and once more where pictures are capped; each draw looks at it
/// once again. Memory is that of what is drawn, and a bit for each row.
struct QuestionPool {
    private let table: CandidateTable
    private let taken: RowSet
    private let weights: WeightMix
    private let seed: Seed
    private let fits: (Candidate) -> Bool
    /// The mean weight by the rule alone.
    private var mean = 0.0
    /// How many questions of each source can be drawn.
    private(set) var there: [Int]
    /// Rows whose picture has enough questions with lesser keys; nothing where pictures have no cap.
    private(set) var capped: RowSet?

    /// The questions of a table that fit and are not taken.
    ///
    /// - Parameters:
    ///   - pictureLimit: the most questions of one picture: those with the least keys.
    ///   - pictured: how many questions of which pictures are drawn already.
    init(
        _ table: CandidateTable, without taken: RowSet, weights: WeightMix, pictureLimit: Int?,
        pictured: [TextHash: Int] = [:], seed: Seed, fits: @escaping (Candidate) -> Bool
    ) throws(Fault) {
        self.table = table
        self.taken = taken
        self.weights = weights
        self.seed = seed
        self.fits = fits
        there = table.sources.map { _ in 0 }
        try survey()
        if let pictureLimit { try cap(pictureLimit, pictured) }
    }

    /// Counts what is there.
    private mutating func survey() throws(Fault) {
        var sum = WeightSum()
        var counts = there
        try table.forEach { row, candidate throws(Fault) in
            guard !taken.contains(row), fits(candidate) else { return }
            sum.add(weights.rule.weight(of: candidate))
            counts[Int(candidate.source)] += 1
        }
        mean = sum.mean
        there = counts
    }

    /// Leaves out what a picture has too much of.
    private mutating func cap(_ limit: Int, _ pictured: [TextHash: Int]) throws(Fault) {
        let space = SpillSpace(
            folder: table.space.folder, memoryLimit: 8 * table.space.memoryLimit)
        var sorter = RecordSorter<PictureKey>(in: space)
        try table.forEach { row, candidate throws(Fault) in
            guard candidate.flags.contains(.hasPicture), !taken.contains(row), fits(candidate)
            else { return }
            try sorter.append(
                PictureKey(
                    picture: candidate.picture, key: choice(candidate, row).key,
                    id: candidate.id, row: row, source: candidate.source))
        }
        var rows = RowSet(rowCount: table.count)
        var sorted = try sorter.sorted()
        var picture: TextHash?
        var count = 0
        while let next = try sorted.next() {
            count = (next.picture == picture ? count : pictured[next.picture] ?? 0) + 1
            picture = next.picture
            if count > limit {
                rows.insert(next.row)
                there[Int(next.source)] -= 1
            }
        }
        capped = rows
    }

    private func choice(_ candidate: Candidate, _ row: Int) -> Choice {
        let weight = weights.weight(of: candidate, mean: mean)
        return Choice(
            candidate, row: row,
            key: SampleKey.key(of: candidate.id, weight: weight, seed: seed), weight: weight)
    }

    /// Draws from strata.
    ///
    /// - Parameters:
    ///   - limits: the most questions of each stratum; `Int.max` for all.
    ///   - stratum: the number of a question's stratum.
    /// - Returns: the questions of each stratum, by falling chance.
    func draw(
        _ limits: [Int], stratum: (Candidate) -> Int
    ) throws(Fault) -> [[Choice]] {
        var samples = limits.map { WeightedSample(limit: $0) }
        try table.forEach { row, candidate throws(Fault) in
            guard !taken.contains(row), fits(candidate) else { return }
            let number = stratum(candidate)
            guard limits[number] > 0, capped?.contains(row) != true else { return }
            samples[number].add(choice(candidate, row))
        }
        return samples.map(\.choices)
    }
}

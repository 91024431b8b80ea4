import Curriculum
import Records
import Storage

/// Selects a phase from questions that were labelled in shards.
///
/// Each shard is looked at by itself, twice: for the mean weight of what fits, and for its sample, which
/// is merged with those of the others. So memory is that of two samples and one shard, whatever their
/// number, and the phase is the one that `CurriculumBuilder` draws from a table of all questions. The
/// control is not drawn.
struct ShardSelection {
    private let folder: String
    private let rule: PhaseRule

    /// A selection from all shards in a folder.
    init(_ folder: String, _ rule: PhaseRule) {
        self.folder = folder
        self.rule = rule
    }

    /// The folder of a shard.
    static func place(of shard: Int, in folder: String) -> String { "\(folder)/shard-\(shard)" }

    /// Writes the shards and rows of the phase by falling chance.
    func run() throws(Fault) -> [Int] {
        let size = rule.size ?? .max
        var sum = WeightSum()
        try forEachShard { table throws(Fault) in
            try forEach(in: table) { _, candidate in
                sum.add(rule.weights.rule.weight(of: candidate))
            }
        }
        let seed = Seed(1).deriving("sample").deriving(rule.name)
        var sample = WeightedSample(limit: size)
        var starts: [Int] = []
        var count = 0
        try forEachShard { table throws(Fault) in
            var part = WeightedSample(limit: size)
            try forEach(in: table) { row, candidate in
                let weight = rule.weights.weight(of: candidate, mean: sum.mean)
                let key = SampleKey.key(of: candidate.id, weight: weight, seed: seed)
                part.add(Choice(candidate, row: count + row, key: key, weight: weight))
            }
            sample.merge(part)
            starts.append(count)
            count += table.count
        }
        return [try write(sample, starts)]
    }

    /// Writes which row of which shard each choice is.
    ///
    /// - Returns: how many there are.
    private func write(_ sample: WeightedSample, _ starts: [Int]) throws(Fault) -> Int {
        let rows = try ParquetRowWriter(
            folder + "/phase.parquet",
            columns: ["shard", "row"].map { ParquetColumn($0, .int64, isNullable: false) })
        for choice in sample.choices {
            let shard = starts.lastIndex { $0 <= choice.row } ?? 0
            rows.put(shard)
            rows.put(choice.row - starts[shard])
            try rows.endRow()
        }
        try rows.close()
        return rows.rowCount
    }

    private func forEachShard(
        _ body: (CandidateTable) throws(Fault) -> Void
    ) throws(Fault) {
        for shard in 0... {
            let place = ShardSelection.place(of: shard, in: folder)
            guard try FileSystem.status(place) != nil else { return }
            try body(
                try CandidateTable(
                    passRates: place + "/labels/pass_rates.parquet", for: [rule],
                    in: SpillSpace(folder: folder)))
        }
    }

    /// Calls `body` with each question that can be drawn, and its row.
    private func forEach(
        in table: CandidateTable, _ body: (Int, Candidate) -> Void
    ) throws(Fault) {
        try table.forEach { row, candidate throws(Fault) in
            guard rule.labels.contains(candidate.difficulty),
                rule.capabilities.contains(candidate.capability), !rule.weights.isZero(candidate)
            else { return }
            body(row, candidate)
        }
    }
}

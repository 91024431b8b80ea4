import Records
import Storage

/// Tells rows that may repeat another, or share a picture with another split or a benchmark, from those
/// that cannot: only the former need be in memory together. Rows are sorted by hashes of 64 bits, so
/// that any number takes little memory; a few rows more than needed do no harm.
struct RepeatSieve {
    /// A hash of something that a row has.
    private struct Trace: BitwiseCopyable, Comparable, Sendable {
        var hash: UInt64
        var row: Int
        /// The split, or all benchmarks.
        var place: Int

        static func < (left: Trace, right: Trace) -> Bool {
            left.hash != right.hash ? left.hash < right.hash : left.place < right.place
        }
    }

    private let space: SpillSpace
    private let looksAtPictures: Bool
    /// Pictures and question together.
    private var questions: RecordSorter<Trace>
    private var pictures: RecordSorter<Trace>
    private var splits: [[UInt8]] = []
    private var count = 0

    /// A sieve that no row has gone through.
    ///
    /// - Parameter looksAtPictures: whether rows matter that share a picture with another split or a
    ///   benchmark.
    init(looksAtPictures: Bool, in space: SpillSpace) {
        self.space = space
        self.looksAtPictures = looksAtPictures
        questions = RecordSorter(in: space)
        pictures = RecordSorter(in: space)
    }

    /// Adds rows, after those before them.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    mutating func append(_ file: FingerprintFile, isBenchmark: Bool) throws(Fault) {
        let place = isBenchmark ? -1 : place(of: Array(file.split.utf8))
        for row in file.rows {
            let all = row.pictures.reduce(KeyHash.start) { KeyHash.mix($0, $1) }
            try questions.append(
                Trace(hash: KeyHash.mix(all, row.question), row: count, place: place))
            if looksAtPictures {
                for picture in row.pictures {
                    let hash = KeyHash.mix(KeyHash.start, picture)
                    try pictures.append(Trace(hash: hash, row: count, place: place))
                }
            }
            count += 1
        }
    }

    /// The rows that may have something in common with others, each once or more, in order.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    consuming func rows() throws(Fault) -> SortedRecords<Int> {
        var rows = RecordSorter<Int>(in: space)
        var last: Trace?
        var questions = try questions.sorted()
        while let next = try questions.next() {
            if let last, last.hash == next.hash {
                try rows.append(last.row)
                try rows.append(next.row)
            }
            last = next
        }
        // The rows with a picture while all are of one place.
        var waiting = SpilledArray<Int>(in: space)
        var first: Trace?
        var pictures = try pictures.sorted()
        while let next = try pictures.next() {
            if first?.hash != next.hash {
                first = next
                waiting.removeElements(from: 0)
            }
            guard first?.place != next.place else {
                try waiting.append(next.row)
                continue
            }
            try waiting.forEach { row throws(Fault) in try rows.append(row) }
            waiting.removeElements(from: 0)
            try rows.append(next.row)
        }
        return try rows.sorted()
    }

    private mutating func place(of split: [UInt8]) -> Int {
        if let known = splits.firstIndex(of: split) { return known }
        splits.append(split)
        return splits.count - 1
    }
}

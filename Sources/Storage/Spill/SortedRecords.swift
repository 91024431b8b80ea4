public import Records

/// Records in order, one after another: what a `RecordSorter` gives. Holds 32 KiB of each run in memory.
public struct SortedRecords<Record: BitwiseCopyable & Comparable & Sendable> {
    /// A run that is read a piece at a time.
    @usableFromInline
    struct Run {
        @usableFromInline var piece: [Record]
        /// The place in the piece of the run's least record that was not taken.
        @usableFromInline var place = 0
        /// What of the run is not read yet.
        @usableFromInline var rest: Range<Int>

        @inlinable
        init(piece: [Record], rest: Range<Int>) {
            self.piece = piece
            self.rest = rest
        }

        @inlinable var least: Record { piece[place] }
    }

    /// The runs that have records left, as a heap: none is before the one at half its place.
    @usableFromInline var runs: [Run] = []
    @usableFromInline let source: SpilledArray<Record>?

    /// The size of the pieces of runs that are in memory, in bytes.
    @inlinable static var pieceSize: Int { 1 << 15 }

    /// Records that are in order.
    @inlinable
    init(_ records: [Record]) {
        source = nil
        if !records.isEmpty { runs = [Run(piece: records, rest: 0..<0)] }
    }

    /// The records of ranges of an array that each are in order.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    @inlinable
    public init(_ source: SpilledArray<Record>, _ ranges: [Range<Int>]) throws(Fault) {
        self.source = source
        for range in ranges where !range.isEmpty {
            runs.append(try SortedRecords.piece(of: range, source))
        }
        for place in runs.indices.reversed() { sink(place) }
    }

    /// The next record, or nothing at the end.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    @inlinable
    public mutating func next() throws(Fault) -> Record? {
        guard !runs.isEmpty else { return nil }
        let record = runs[0].least
        runs[0].place += 1
        if runs[0].place == runs[0].piece.count {
            let rest = runs[0].rest
            if let source, !rest.isEmpty {
                runs[0].piece = []
                runs[0] = try SortedRecords.piece(of: rest, source)
            } else if runs.count == 1 {
                runs = []
                return record
            } else {
                runs[0] = runs.removeLast()
            }
        }
        sink(0)
        return record
    }

    @inlinable
    static func piece(of range: Range<Int>, _ source: SpilledArray<Record>) throws(Fault) -> Run {
        let size = SpillSpace.count(of: MemoryLayout<Record>.stride, in: pieceSize)
        let end = min(range.lowerBound + size, range.upperBound)
        return Run(
            piece: try source.elements(in: range.lowerBound..<end), rest: end..<range.upperBound)
    }

    /// Lets the run at a place sink to where no run below is before it.
    @inlinable
    mutating func sink(_ start: Int) {
        var place = start
        while true {
            var least = place
            for below in [2 * place + 1, 2 * place + 2]
            where below < runs.count && runs[below].least < runs[least].least {
                least = below
            }
            if least == place { return }
            runs.swapAt(place, least)
            place = least
        }
    }
}

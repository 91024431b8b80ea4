import Records

/// What a process of the labels benchmark did; it prints all but the memory on one line.
struct LabelsOutcome {
    /// Processor time of all threads, user and system, after imports.
    var processorSeconds: Double
    /// Questions that are easy, medium and hard; or that were selected.
    var counts: [Int]
    /// The most memory that was resident at once.
    var peakMebibytes = Double.nan

    /// The line.
    var line: String {
        ([Figure.fixed(processorSeconds, 6)] + counts.map(String.init)).joined(separator: " ")
    }

    /// Adds what another process did with other questions.
    mutating func add(_ other: LabelsOutcome) {
        processorSeconds += other.processorSeconds
        counts = zip(counts, other.counts).map { $0 + $1 }
        peakMebibytes = max(peakMebibytes, other.peakMebibytes)
    }

    /// Makes sure that another has counted the same.
    func check(_ other: LabelsOutcome) throws(Fault) {
        guard other.counts != counts else { return }
        throw Fault(.internalError, "\(counts) easy, medium and hard here, there \(other.counts)")
    }
}

extension LabelsOutcome {
    /// From its line; nothing where it is none.
    init?(line: String) {
        let words = line.split(whereSeparator: \.isWhitespace)
        guard let first = words.first, let seconds = Double(first) else { return nil }
        self.init(processorSeconds: seconds, counts: words.dropFirst().compactMap { Int($0) })
    }
}

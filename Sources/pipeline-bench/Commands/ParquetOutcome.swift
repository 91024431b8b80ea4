/// What a process of the Parquet benchmark did; it prints all but the memory on one line.
struct ParquetOutcome {
    /// Rows written or read.
    var rowCount: Int
    /// Processor time of all threads, user and system, after imports.
    var processorSeconds: Double
    /// From before the files were opened until the first row had been looked at.
    var firstMilliseconds: Double
    /// The XOR of all words of the pictures: who read less sees it.
    var digest: UInt64
    /// The most memory that was resident at once.
    var peakMebibytes = Double.nan

    /// Rows a processor second.
    var rate: Double { Double(rowCount) / processorSeconds }

    /// The line.
    var line: String { "\(rowCount) \(processorSeconds) \(firstMilliseconds) \(digest)" }
}

extension ParquetOutcome {
    /// From its line; nothing where it is none.
    init?(line: String) {
        let words = line.split(whereSeparator: \.isWhitespace)
        guard words.count == 4, let rows = Int(words[0]), let seconds = Double(words[1]),
            let first = Double(words[2]), let digest = UInt64(words[3])
        else { return nil }
        self.init(
            rowCount: rows, processorSeconds: seconds, firstMilliseconds: first, digest: digest)
    }
}

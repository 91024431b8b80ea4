/// What a process of the shards benchmark did; it prints all but the memory on one line.
struct ShardsOutcome {
    /// Samples written or read.
    var count: Int
    /// Processor time of all threads, user and system, after imports.
    var processorSeconds: Double
    /// Time on the clock until the set was open.
    var openMilliseconds: Double
    /// Bytes of pictures that were written or read: who read less sees it.
    var byteCount: Int
    /// The most memory that was resident at once.
    var peakMebibytes = Double.nan

    /// Samples a processor second.
    var rate: Double { Double(count) / processorSeconds }
    /// Processor time a sample, in microseconds.
    var microseconds: Double { processorSeconds / Double(count) * 1e6 }

    /// The line.
    var line: String { "\(count) \(processorSeconds) \(openMilliseconds) \(byteCount)" }
}

extension ShardsOutcome {
    /// From its line; nothing where it is none.
    init?(line: String) {
        let words = line.split(whereSeparator: \.isWhitespace)
        guard words.count == 4, let count = Int(words[0]), let seconds = Double(words[1]),
            let open = Double(words[2]), let bytes = Int(words[3])
        else { return nil }
        self.init(
            count: count, processorSeconds: seconds, openMilliseconds: open, byteCount: bytes)
    }
}

/// What a process that asked a server did; it prints all but the memory on one line.
struct EndpointOutcome {
    /// Requests that were answered.
    var count: Int
    /// Bytes of the picture in each.
    var byteCount: Int
    /// Processor time of all threads, user and system, from the first request to the last.
    var processorSeconds: Double
    /// Time on the clock.
    var wallSeconds: Double
    /// Processor time of encoding the same pictures in Base64, and nothing else.
    var encodingSeconds: Double
    /// The most memory that was resident at once.
    var peakMebibytes = Double.nan

    /// Processor time a request, in microseconds.
    var microseconds: Double { processorSeconds / Double(count) * 1e6 }
    /// The part of it that is Base64.
    var encodingMicroseconds: Double { encodingSeconds / Double(count) * 1e6 }

    /// The line.
    var line: String {
        "\(count) \(byteCount) \(processorSeconds) \(wallSeconds) \(encodingSeconds)"
    }
}

extension EndpointOutcome {
    /// From its line; nothing where it is none.
    init?(line: String) {
        let words = line.split(whereSeparator: \.isWhitespace).map { Double($0) }
        guard words.count == 5, let count = words[0], let bytes = words[1], let spent = words[2],
            let passed = words[3], let encoding = words[4]
        else { return nil }
        self.init(
            count: Int(count), byteCount: Int(bytes), processorSeconds: spent, wallSeconds: passed,
            encodingSeconds: encoding)
    }
}

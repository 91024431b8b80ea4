import Synchronization

/// Parsers for rows that are read one at a time and by several threads: making one costs more than
/// reading a row.
@safe final class JSONParserPool: Sendable {
    // A parser is handed out to one thread at a time.
    private struct Idle: @unchecked Sendable { var parsers: [JSONParser] = [] }
    private let idle = Mutex(Idle())

    /// Calls `body` with a parser that nobody else uses meanwhile.
    func withParser<Result, Failure: Error>(
        _ body: (JSONParser) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let taken = take()
        defer { idle.withLock { $0.parsers.append(taken) } }
        return try body(taken)
    }

    private func take() -> JSONParser { idle.withLock { $0.parsers.popLast() } ?? JSONParser() }
}

/// Runs work that may not take for ever.
public enum TimeLimit {
    /// What `body` returns, or nothing if the time was up first. Work whose time is up is cancelled and
    /// waited for; if it succeeds all the same, its result counts.
    ///
    /// - Throws: the body's fault, however long the limit; a `Fault` of code `interrupted` if the task
    ///   was cancelled before either was done.
    public static func run<Value: Sendable>(
        _ limit: Duration, _ body: @escaping @Sendable () async throws(Fault) -> Value
    ) async throws(Fault) -> Value? {
        let (end, isLate) = await withTaskGroup(of: End<Value>.self) { group in
            group.addTask { await finish(body) }
            group.addTask {
                try? await Task.sleep(for: limit)
                return End(result: nil)
            }
            var end = End<Value>(result: nil)
            var isLate: Bool?
            while let next = await group.next() {
                if isLate == nil { isLate = next.result == nil }
                if next.result != nil { end = next }
                group.cancelAll()
            }
            return (end, isLate == true)
        }
        if case .success(let value) = end.result { return value }
        // A cancelled timer is done at once, whatever its time.
        if isLate {
            if Task.isCancelled { throw Fault(.interrupted, "the work was stopped") }
            return nil
        }
        return try end.result?.get()
    }

    /// How the body or the timer ended. A type of its own: Swift 6.3.1 miscompiles a tuple that leaves a
    /// child task's closure with a `Result` in it.
    private struct End<Value: Sendable>: Sendable {
        /// Nothing if it is the timer.
        var result: Result<Value, Fault>?
    }

    private static func finish<Value: Sendable>(
        _ body: @Sendable () async throws(Fault) -> Value
    ) async -> End<Value> {
        do throws(Fault) {
            return End(result: .success(try await body()))
        } catch {
            return End(result: .failure(error))
        }
    }
}

/// Runs a function over 0, 1, … on several tasks and returns the results in order.
public enum ParallelMap {
    /// The results of `body(0)` to `body(count − 1)`, of which at most `jobs` run at once.
    ///
    /// - Throws: the first failure by index among those that ran; the rest is not started. A
    ///   `Fault` of code `interrupted` if the task is cancelled.
    public static func run<Value: Sendable>(
        _ count: Int, jobs: Int,
        _ body: @escaping @Sendable (Int) async throws(Fault) -> Value
    ) async throws(Fault) -> [Value] {
        var results: [Value?] = Array(repeating: nil, count: count)
        var failure: (index: Int, fault: Fault)?
        await withTaskGroup(of: Outcome<Value>.self) { group in
            var next = 0
            func launch() {
                guard next < count, failure == nil, !Task.isCancelled else { return }
                let index = next
                next += 1
                group.addTask { await outcome(index, body) }
            }
            for _ in 0..<max(1, jobs) { launch() }
            while let outcome = await group.next() {
                switch outcome.result {
                case .success(let value): results[outcome.index] = value
                case .failure(let fault):
                    if outcome.index < failure?.index ?? .max { failure = (outcome.index, fault) }
                }
                launch()
            }
        }
        if let failure { throw failure.fault }
        let values = results.compactMap { $0 }
        guard values.count == count else { throw Fault(.interrupted, "the work was stopped") }
        return values
    }

    /// What one call gave. A type of its own: Swift 6.3.1 miscompiles a tuple that leaves
    /// `do throws(Fault)` inside a child task's closure.
    private struct Outcome<Value: Sendable>: Sendable {
        var index: Int
        var result: Result<Value, Fault>
    }

    private static func outcome<Value: Sendable>(
        _ index: Int, _ body: @Sendable (Int) async throws(Fault) -> Value
    ) async -> Outcome<Value> {
        do throws(Fault) {
            return Outcome(index: index, result: .success(try await body(index)))
        } catch {
            return Outcome(index: index, result: .failure(error))
        }
    }
}

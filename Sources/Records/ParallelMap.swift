/// Runs a function over 0, 1, … on several tasks and returns the results in order.
public enum ParallelMap {
    /// The results of `body(0)` to `body(count − 1)`.
    ///
    /// - Parameter jobs: how many run at once.
    /// - Throws: the first failure by index among those that ran; the rest is not started. A
    ///   `Fault` of code `interrupted` if the task is cancelled.
    public static func run<Value: Sendable>(
        _ count: Int, jobs: Int,
        _ body: @escaping @Sendable (Int) async throws(Fault) -> Value
    ) async throws(Fault) -> [Value] {
        var results: [Value?] = Array(repeating: nil, count: count)
        var failure: (index: Int, fault: Fault)?
        await withTaskGroup(of: (Int, Result<Value, Fault>).self) { group in
            var next = 0
            func launch() {
                guard next < count, failure == nil, !Task.isCancelled else { return }
                let index = next
                next += 1
                group.addTask {
                    do throws(Fault) {
                        return (index, .success(try await body(index)))
                    } catch {
                        return (index, .failure(error))
                    }
                }
            }
            for _ in 0..<max(1, jobs) { launch() }
            while let (index, result) = await group.next() {
                switch result {
                case .success(let value): results[index] = value
                case .failure(let fault):
                    if index < failure?.index ?? .max { failure = (index, fault) }
                }
                launch()
            }
        }
        if let failure { throw failure.fault }
        let values = results.compactMap { $0 }
        guard values.count == count else { throw Fault(.interrupted, "the work was stopped") }
        return values
    }
}

import Engine
import Synchronization

/// Adds up what several tasks of a unit have done, and reports the sum.
final class ProgressCounter: Sendable {
    private let context: UnitContext
    private let total: Int
    private let what: String
    private let done = Mutex(0)

    init(_ context: UnitContext, total: Int, what: String) {
        self.context = context
        self.total = total
        self.what = what
    }

    func add(_ count: Int) {
        let sum = done.withLock { done in
            done += count
            return done
        }
        context.report(UnitProgress(done: sum, total: total, what: what))
    }
}

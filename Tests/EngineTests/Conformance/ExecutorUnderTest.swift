import Engine
import Testing

/// An executor that the conformance suite runs. A new one is one line in `all`.
struct ExecutorUnderTest: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// How many units it may have under way at once.
    var jobs: Int
    private let makeExecutor: @Sendable (_ jobs: Int) -> any Executor

    static let all = [1, 2, 7].map { jobs in
        ExecutorUnderTest("local, \(jobs) jobs", jobs: jobs) { LocalExecutor(jobs: $0) }
    }

    init(
        _ name: String, jobs: Int, _ makeExecutor: @escaping @Sendable (_ jobs: Int) -> any Executor
    ) {
        testDescription = name
        self.jobs = jobs
        self.makeExecutor = makeExecutor
    }

    /// A new executor.
    func make() -> any Executor { makeExecutor(jobs) }
}

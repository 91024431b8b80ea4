import Engine
import Testing

@Suite struct LocalExecutorTests {
    struct Case: Sendable {
        var asked: Int?
        var given: Int
    }

    @Test(arguments: [
        Case(asked: nil, given: Host.processorCount),
        Case(asked: -1, given: 1),
        Case(asked: 3, given: 3),
        Case(asked: 100_000, given: 4 * Host.processorCount),
    ])
    func `threads are bounded by the processors there are`(sample: Case) {
        #expect(LocalExecutor(jobs: sample.asked).jobs == sample.given)
    }
}

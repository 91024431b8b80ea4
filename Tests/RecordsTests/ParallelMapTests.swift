import Testing

@testable import Records

@Suite("Running a function over indices on several tasks")
struct ParallelMapTests {
    @Test("results come in order for any number of jobs", arguments: [1, 2, 7, 100])
    func order(jobs: Int) async throws {
        let values = try await ParallelMap.run(40, jobs: jobs) { index throws(Fault) in index * 3 }
        #expect(values == (0..<40).map { $0 * 3 })
        let none = try await ParallelMap.run(0, jobs: jobs) { index throws(Fault) in index }
        #expect(none.isEmpty)
    }

    @Test("a failure is thrown as it is, and work behind it is not started")
    func failure() async {
        let fault = await #expect(throws: Fault.self) {
            try await ParallelMap.run(1000, jobs: 2) { index throws(Fault) -> [String] in
                if index == 5 { throw Fault(.badInput, "five", remedy: "count to four") }
                if index > 20 { throw Fault(.internalError, "started after the failure") }
                return ["\(index)"]
            }
        }
        #expect(fault == Fault(.badInput, "five", remedy: "count to four"))
    }

    @Test("cancellation is a fault of its own")
    func cancellation() async {
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await ParallelMap.run(3, jobs: 1) { index throws(Fault) in index }
        }
        await #expect {
            try await task.value
        } throws: { ($0 as? Fault)?.code == .interrupted }
    }
}

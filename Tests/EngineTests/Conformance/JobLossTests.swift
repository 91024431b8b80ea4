import ConformanceSupport
import Engine
import Records
import Synchronization
import Testing

/// What a run makes of jobs that end before they begin.
@Suite struct JobLossTests {
    /// Loses the first tasks it takes before any of their ranges begins, and does the ranges of later ones.
    private final class Service: JobService {
        let name = "the service"
        private let losses: Int
        private let sent = Mutex<[String]>([])

        init(losses: Int) { self.losses = losses }

        var sentCount: Int { sent.withLock { $0.count } }

        func submit(_ task: RemoteTask, atOnce count: Int) async throws(Fault) -> [String] {
            let number = sent.withLock {
                $0.append(task.tag)
                return $0.count
            }
            if number > losses {
                for range in 0..<task.rangeCount {
                    _ = try await RangeWorker(task, range: range).run(jobs: 1) {
                        () async throws(Fault) in
                        let workspace = Workspace(task.workspaceRoot)
                        return try await ScriptedRun(task.run, in: workspace).plan(workspace)
                    }
                }
            }
            return ["job \(number)"]
        }

        func states(of tasks: [RemoteTask]) async throws(Fault) -> [String: [Int: JobState]] {
            let sent = sent.withLock { $0 }
            var states: [String: [Int: JobState]] = [:]
            for task in tasks {
                let isLost = (sent.firstIndex(of: task.tag) ?? sent.count) < losses
                for range in 0..<task.rangeCount {
                    states[task.tag, default: [:]][range] = JobState(
                        .over, "ended", neverBegan: isLost)
                }
            }
            return states
        }

        func cancel(_ tasks: [RemoteTask], onlyWaiting: Bool) async {}
        func cancel(_ ranges: [Int], of task: RemoteTask) async {}
    }

    private static func end(
        losses: Int, in temporary: TemporaryWorkspace
    ) async throws -> (end: ConformanceRun.End, sentCount: Int) {
        let service = Service(losses: losses)
        var settings = RemoteExecutor.Settings()
        settings.rangeSize = 1
        settings.interval = .milliseconds(10)
        settings.lag = .milliseconds(10)
        let executor = ExecutorUnderTest("lossy", jobs: 1) { [settings] _ in
            RemoteExecutor(service, settings, jobs: 1)
        }
        let stage = ScriptedStage("s", units: (0..<60).map { "u\($0)" }, try Ledger(temporary))
        let end = try await ConformanceRun.end([stage], on: executor, in: temporary)
        return (end, service.sentCount)
    }

    @Test func `a job that is lost before it begins is no try of any unit`() async throws {
        let temporary = try TemporaryWorkspace()
        let (end, sentCount) = try await JobLossTests.end(losses: 2, in: temporary)
        #expect(end.result != nil, "\(end.fault as Any)")
        #expect(sentCount == 3)
        #expect(try Ledger(temporary).begun().count == 60)
    }

    @Test func `jobs that never begin are not sent for ever`() async throws {
        let temporary = try TemporaryWorkspace()
        let (end, sentCount) = try await JobLossTests.end(losses: .max, in: temporary)
        let fault = try #require(end.fault)
        #expect(fault.exitStatus == 75)
        #expect(sentCount == 3)
        let failed = try temporary.events().filter { $0.kind == .unitFailed }
        #expect(failed.count == 60)
        #expect(
            failed.allSatisfy {
                $0.message?.contains("its job ended 3 times before it began") == true
            }, "\(failed.first?.message as Any)")
    }
}

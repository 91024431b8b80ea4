import Engine
import Manifests
import RayExecutor
import Records
import SlurmExecutor
import Storage
import TestSupport
import Testing

/// An executor that the conformance suite runs. A new one is one line in `all`.
struct ExecutorUnderTest: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// How many units it may have under way at once.
    var jobs: Int
    /// How often a test tries what may end in many ways.
    var trials = 8
    /// Whether of tests with several cases it is in the first one alone.
    var isCostly = false
    /// How many tests may use it at once; nothing for as many as there are.
    private var turns: Turns?
    private let makeExecutor: @Sendable (_ jobs: Int) throws(Fault) -> any Executor

    static let all = local + slurm + ray

    private static let local = [1, 2, 7].map { (jobs: Int) in
        // On a machine of one processor, more than four are four.
        ExecutorUnderTest("local, \(jobs) jobs", jobs: LocalExecutor(jobs: jobs).jobs) {
            LocalExecutor(jobs: $0)
        }
    }

    private static let slurm = [SlurmCluster.shared].compactMap(\.self).map { cluster in
        var executor = ExecutorUnderTest("Slurm, 3 jobs", jobs: 3) { jobs in
            let service = SlurmService(
                SlurmSettings(), worker: worker, environment: cluster.environment,
                scratch: cluster.folder)
            return RemoteExecutor(service, settings(jobs), jobs: 2)
        }
        executor.trials = 2
        return executor
    }

    private static let ray = [RayCluster.shared].compactMap(\.self).map { cluster in
        var asked = RaySettings()
        asked.address = cluster.address
        asked.python = cluster.python
        var executor = ExecutorUnderTest("Ray, 2 jobs", jobs: 2) { [asked] jobs throws(Fault) in
            let service = try RayService(asked, worker: worker)
            return RemoteExecutor(service, settings(jobs), jobs: 2)
        }
        executor.trials = 1
        // A job of Ray is several Pythons that start: some 8 s of a processor.
        executor.isCostly = true
        executor.turns = Turns(2)
        return executor
    }

    private static func settings(_ jobs: Int) -> RemoteExecutor.Settings {
        var settings = RemoteExecutor.Settings()
        settings.atOnce = jobs
        settings.rangeSize = 1
        settings.interval = .milliseconds(200)
        settings.lag = .milliseconds(500)
        return settings
    }

    /// What does the units of scripted stages.
    private static var worker: RemoteWorker {
        let folder = CommandLine.arguments[0].split(separator: "/").dropLast()
        return RemoteWorker(["/" + folder.joined(separator: "/") + "/conformance-worker"])
    }

    init(
        _ name: String, jobs: Int,
        _ makeExecutor: @escaping @Sendable (_ jobs: Int) throws(Fault) -> any Executor
    ) {
        testDescription = name
        self.jobs = jobs
        self.makeExecutor = makeExecutor
    }

    /// Waits until those who do the units of the stage `s` have been told that its run is to stop: at
    /// once in this process, by a file elsewhere.
    func waitForStop(in temporary: TemporaryWorkspace) async throws {
        guard try makeExecutor(jobs) is RemoteExecutor else { return }
        let path = "\(temporary.root)/runs/test/remote/s/1/stop"
        while try FileSystem.status(path) == nil {
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Waits until a test may use it, and lets it.
    func alone(_ body: () async throws -> Void) async throws {
        await turns?.begin()
        do {
            try await body()
        } catch {
            await turns?.end()
            throw error
        }
        await turns?.end()
    }

    /// Those of its cases that it is in.
    func first<Case>(of cases: [Case]) -> [Case] { isCostly ? Array(cases.prefix(1)) : cases }

    /// A new executor.
    func make() throws(Fault) -> any Executor { try makeExecutor(jobs) }
}

/// Lets so many at once.
private actor Turns {
    private var freeCount: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { freeCount = count }

    func begin() async {
        if freeCount > 0 {
            freeCount -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func end() {
        if waiting.isEmpty { freeCount += 1 } else { waiting.removeFirst().resume() }
    }
}

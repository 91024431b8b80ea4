import Engine
import Manifests
import SlurmExecutor
import TestSupport
import Testing

/// An executor that the conformance suite runs. A new one is one line in `all`.
struct ExecutorUnderTest: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// How many units it may have under way at once.
    var jobs: Int
    /// How often a test tries what may end in many ways.
    var trials = 8
    private let makeExecutor: @Sendable (_ jobs: Int) -> any Executor

    static let all = local + slurm

    private static let local = [1, 2, 7].map { (jobs: Int) in
        // On a machine of one processor, more than four are four.
        ExecutorUnderTest("local, \(jobs) jobs", jobs: LocalExecutor(jobs: jobs).jobs) {
            LocalExecutor(jobs: $0)
        }
    }

    private static let slurm = [SlurmCluster.shared].compactMap(\.self).map { cluster in
        var executor = ExecutorUnderTest("Slurm, 3 jobs", jobs: 3) { jobs in
            var settings = RemoteExecutor.Settings()
            settings.atOnce = jobs
            settings.rangeSize = 1
            settings.interval = .milliseconds(200)
            settings.lag = .milliseconds(500)
            return RemoteExecutor(service(cluster), settings, jobs: 2)
        }
        executor.trials = 2
        return executor
    }

    /// Slurm with a worker for scripted stages.
    private static func service(_ cluster: SlurmCluster) -> SlurmService {
        let folder = CommandLine.arguments[0].split(separator: "/").dropLast()
        let worker = "/" + folder.joined(separator: "/") + "/conformance-worker"
        return SlurmService(
            SlurmSettings(), worker: .init([worker]), environment: cluster.environment,
            scratch: cluster.folder)
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

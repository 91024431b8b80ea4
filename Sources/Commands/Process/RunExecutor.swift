import Engine
import Manifests
import Processes
import RayExecutor
import Records
import SlurmExecutor
import Storage

/// Makes the executor that a manifest or the command line names.
enum RunExecutor {
    /// An executor.
    ///
    /// - Parameters:
    ///   - settings: what the manifest says.
    ///   - stages: what stages ask of a cluster instead.
    ///   - jobs: how many threads this process may use; nothing for one a processor.
    static func make(
        _ settings: ExecutorSettings, jobs: Int?,
        stages: [String: StageLimits], _ workspace: Workspace
    ) throws(Fault) -> any Executor {
        let worker = RemoteWorker([try FileSystem.realPath("/proc/self/exe"), "unit"])
        let service: any JobService
        switch settings.kind {
        case .local: return LocalExecutor(jobs: jobs ?? settings.jobs)
        case .slurm:
            service = SlurmService(
                settings.slurm, stages: stages.compactMapValues(\.slurm), worker: worker,
                environment: ProcessEnvironment.variables, scratch: "\(workspace.root)/cache")
        case .ray:
            service = try RayService(
                settings.ray, stages: stages.compactMapValues(\.ray), worker: worker)
        }
        var remote = RemoteExecutor.Settings()
        remote.atOnce = settings.jobs ?? remote.atOnce
        remote.rangeSize = settings.unitsPerJob
        remote.attempts = settings.attempts
        return RemoteExecutor(service, remote, jobs: LocalExecutor(jobs: jobs).jobs)
    }

    /// The job that drives a detached run.
    static func driver(
        _ settings: ExecutorSettings, of run: RunFolder, _ workspace: Workspace
    ) -> SlurmDriver {
        var common = SlurmSettings()
        common.partition = settings.slurm.partition
        common.account = settings.slurm.account
        common.qos = settings.slurm.qos
        return SlurmDriver(
            settings.driver.over(common), of: run, environment: ProcessEnvironment.variables,
            scratch: "\(workspace.root)/cache")
    }
}

import Engine
import Manifests
import Processes
import Records
import SlurmExecutor
import Storage

/// Makes the executor that a manifest or the command line names.
enum RunExecutor {
    /// An executor.
    ///
    /// - Parameters:
    ///   - settings: what the manifest says.
    ///   - stages: what stages ask of Slurm instead.
    ///   - jobs: how many threads this process may use; nothing for one a processor.
    static func make(
        _ settings: ExecutorSettings, jobs: Int?,
        stages: [String: SlurmSettings], _ workspace: Workspace
    ) throws(Fault) -> any Executor {
        switch settings.kind {
        case .local: return LocalExecutor(jobs: jobs ?? settings.jobs)
        case .slurm:
            let program = try FileSystem.realPath("/proc/self/exe")
            let service = SlurmService(
                settings.slurm, stages: stages,
                worker: SlurmService.Worker([program, "unit"]),
                environment: ProcessEnvironment.variables, scratch: "\(workspace.root)/cache")
            var remote = RemoteExecutor.Settings()
            remote.atOnce = settings.jobs ?? remote.atOnce
            remote.rangeSize = settings.unitsPerJob
            remote.attempts = settings.attempts
            return RemoteExecutor(service, remote, jobs: LocalExecutor(jobs: jobs).jobs)
        }
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

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
    ///   - kind: what the command line says instead.
    ///   - jobs: how many threads this process may use; nothing for one a processor.
    static func make(
        _ settings: ExecutorSettings, kind: ExecutorSettings.Kind?, jobs: Int?,
        _ workspace: Workspace
    ) throws(Fault) -> any Executor {
        switch kind ?? settings.kind {
        case .local: return LocalExecutor(jobs: jobs ?? settings.jobs)
        case .slurm:
            let slurm = settings.slurm
            let threads = slurm.processors.map { ["--jobs", String($0)] } ?? []
            let program = try FileSystem.realPath("/proc/self/exe")
            let service = SlurmService(
                slurm, worker: SlurmService.Worker([program, "unit"] + threads),
                environment: ProcessEnvironment.variables, scratch: "\(workspace.root)/cache")
            var remote = RemoteExecutor.Settings()
            remote.atOnce = settings.jobs ?? remote.atOnce
            remote.rangeSize = settings.unitsPerJob
            remote.attempts = settings.attempts
            return RemoteExecutor(service, remote, jobs: LocalExecutor(jobs: jobs).jobs)
        }
    }
}

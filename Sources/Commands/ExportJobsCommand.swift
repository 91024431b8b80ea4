import ArgumentParser
import Engine
import Glibc
import Manifests
import Records
import Storage
import Terminal

/// `pipeline export-jobs`: what is missing of a stage, as a job that somebody else starts.
struct ExportJobsCommand: AsyncParsableCommand {
    /// What the job is written for.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        /// An Indexed Job of Kubernetes.
        case kubernetes
    }

    static let configuration = CommandConfiguration(
        commandName: "export-jobs",
        abstract: "Writes what is missing of a stage as a job that another cluster does.",
        discussion: """
            The units go into a folder of the run, in ranges; the job does a range an index, by \
            `pipeline unit`. `pipeline resume` finds what it published and goes on. Nothing is sent: \
            `kubectl create -f` does that. The stages that the stage reads must be published.
            """)

    @Argument(help: "The run's name, or its manifest.", completion: Completion.runs)
    var name: String

    @Option(help: ArgumentHelp("The stage.", valueName: "stage"))
    var stage: String

    @Option(help: "What to write.")
    var format: Format

    @Option(help: "The image, which has `pipeline` and what it needs.")
    var image: String

    @Option(
        help: ArgumentHelp(
            "A PersistentVolumeClaim that all pods share, and where they see it; several times for "
                + "several. Default place: the workspace's folder.", valueName: "name[=path]"))
    var claim: [String]

    @Option(help: "How many units an index does. Default: so many that each pod gets about four.")
    var unitsPerJob: Int?

    @Option(help: "How many pods run at once. Default: `executor.jobs`, or 16.")
    var parallelism: Int?

    @Option(help: "The namespace. Default: that of kubectl.")
    var namespace: String?

    @Option(
        help: ArgumentHelp(
            "A Secret whose members become environment variables; several times for several.",
            valueName: "name"))
    var secret: [String] = []

    @Option(help: "The file to write; `-` for standard output.", completion: .file())
    var output = "-"

    @OptionGroup var workspaceOption: WorkspaceOption

    func validate() throws {
        let names = claim.map(KubernetesName.claim) + secret + [namespace].compactMap(\.self)
        for name in names where !KubernetesName.isSound(name) {
            throw ValidationError(
                "`\(name)` is no name in Kubernetes: small letters, digits, `-` and `.`")
        }
        if image.isEmpty || image.contains(where: \.isWhitespace) {
            throw ValidationError("--image names no image: `\(image)`")
        }
        if claim.isEmpty { throw ValidationError("--claim is missing") }
        if [unitsPerJob, parallelism].contains(where: { ($0 ?? 1) < 1 }) {
            throw ValidationError("numbers must be at least 1")
        }
    }

    func run() async throws {
        let named = try NamedRun(name, workspaceOption)
        let prepared = try named.prepared(try named.status().record.origin, workspaceOption)
        let volumes = try volumes(prepared.workspace)
        let plan = try await prepared.plan()
        let atOnce = parallelism ?? prepared.executor.jobs ?? RemoteExecutor.Settings().atOnce
        let rangeSize = unitsPerJob ?? prepared.executor.unitsPerJob
        let task = try await prepared.pointing { () async throws(Fault) in
            let planned = try plan.stage(named: stage)
            // Workers make the plan from what the run keeps.
            try await Run(
                plan: plan, origin: prepared.origin, executor: LocalExecutor(jobs: 1),
                sink: EventSink()
            ).record()
            return try await plan.task(of: planned) { count in
                RemoteExecutor.rangeSize(rangeSize, units: count, atOnce: atOnce)
            }
        }
        guard let task else {
            throw Fault(
                .badInput, "nothing is missing of the stage `\(stage)`",
                remedy: "`\(prepared.resumeCommand)` goes on with the run")
        }
        let job = try job(task, prepared, volumes, atOnce)
        try write(job)
        say(job, prepared)
    }

    private func volumes(_ workspace: Workspace) throws(Fault) -> [KubernetesJob.Volume] {
        let volumes = claim.map { text in
            KubernetesJob.Volume(
                claim: KubernetesName.claim(text),
                path: text.firstIndex(of: "=").map { String(text[text.index(after: $0)...]) }
                    ?? workspace.root)
        }
        guard volumes.contains(where: { $0.holds(workspace.root) }) else {
            throw Fault(
                .usage, "no claim holds the workspace, \(workspace.root)",
                remedy: "pods must see it under the same path: --claim NAME=PATH")
        }
        return volumes
    }

    private func job(
        _ task: RemoteTask, _ prepared: PreparedRun, _ volumes: [KubernetesJob.Volume],
        _ atOnce: Int
    ) throws(Fault) -> KubernetesJob {
        guard task.rangeCount <= KubernetesJob.mostRanges else {
            try FileSystem.remove(task.folder)
            throw Fault(
                .usage,
                "\(task.rangeCount) ranges are more than the indexes that a Job can have, "
                    + "\(KubernetesJob.mostRanges)",
                remedy: "raise --units-per-job")
        }
        let common = prepared.executor.slurm
        var job = KubernetesJob(
            task: KubernetesJob.Task(
                run: task.run, stage: task.stage, folder: task.folder, tag: task.tag,
                rangeCount: task.rangeCount),
            image: image, volumes: volumes, parallelism: atOnce,
            attempts: prepared.executor.attempts,
            resources: prepared.stageLimits[task.stage]?.slurm?.over(common) ?? common)
        job.namespace = namespace
        job.secrets = secret
        // Files that pods write are this user's, as those of a run here.
        if getuid() != 0 { job.owner = (Int(getuid()), Int(getgid())) }
        return job
    }

    private func write(_ job: KubernetesJob) throws(Fault) {
        if output == "-" {
            OutputStream.standardOutput.write(job.yaml)
        } else {
            try FileSystem.write(Array(job.yaml.utf8), to: output)
        }
    }

    private func say(_ job: KubernetesJob, _ prepared: PreparedRun) {
        let file = output == "-" ? "-" : ShellWord.quoted(output)
        var text = """
            \(job.task.rangeCount) ranges of the stage \(job.task.stage), in \(job.task.folder)
              kubectl create -f \(file)
              \(prepared.resumeCommand)     once the job has ended

            """
        let root = prepared.specification?.repositoryRoot
        if let root, !job.volumes.contains(where: { $0.holds(root) }) {
            text += "no claim holds \(root): the image has to, and the data besides\n"
        }
        OutputStream.standardError.write(text)
    }
}

extension KubernetesJob.Volume {
    /// Whether a path lies in it.
    func holds(_ place: String) -> Bool {
        let folder = path.utf8.last == UInt8(ascii: "/") ? path : path + "/"
        return (place + "/").utf8.starts(with: folder.utf8)
    }
}

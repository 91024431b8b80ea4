import Engine
import Manifests
import Records

/// The array job that does ranges of a task.
struct JobScript: Sendable {
    /// What an array's comment says: whose it is, which range its element 0 does, and how many it has.
    struct Comment: Hashable, Sendable {
        var tag: String
        var first: Int
        var count: Int

        init(tag: String, first: Int, count: Int) {
            self.tag = tag
            self.first = first
            self.count = count
        }

        /// Reads a comment; nothing where it is not one of ours.
        init?(_ text: String) {
            let parts = text.split(separator: "+", omittingEmptySubsequences: false)
            guard parts.count == 3, let first = Int(parts[1]), let count = Int(parts[2]),
                first >= 0, (1...IndexList.limit).contains(count)
            else { return nil }
            self.init(tag: String(parts[0]), first: first, count: count)
        }

        var text: String { "\(tag)+\(first)+\(count)" }
    }

    private let settings: SlurmSettings
    private let worker: RemoteWorker
    private let task: RemoteTask

    init(_ settings: SlurmSettings, _ worker: RemoteWorker, _ task: RemoteTask) {
        self.settings = settings
        self.worker = worker
        self.task = task
    }

    /// The options of `sbatch`.
    ///
    /// - Parameters:
    ///   - elements: the array's elements; element 0 is the range `first`.
    ///   - count: how many may run at once.
    func options(_ elements: IndexList, atOnce count: Int, first: Int) -> [String] {
        let folder = JobScript.plain(task.logsFolder)
        let comment = Comment(tag: task.tag, first: first, count: elements.indices.count)
        // Whoever can go on from a checkpoint is told two minutes before the time is up: Slurm is half a
        // minute early or late with it.
        let isLong = settings.time.map { $0 >= .seconds(600) } ?? true
        let hasOwn = settings.options.contains { $0.hasPrefix("--signal") }
        let warning =
            task.keepsCheckpoints && isLong && !hasOwn ? ["--signal=B:TERM@120"] : []
        // What the user asks for comes first: of an option that is given twice, the last one counts.
        return settings.arguments + [
            "--parsable", "--array=\(elements.text)%\(count)",
            // Accounts keep a job's name; its comment often not.
            "--job-name=\(comment.text)", "--comment=\(comment.text)",
            // What Slurm says itself: that time or memory ran out. Workers write to logs of their own.
            "--output=\(folder)/slurm-%A_%a.log", "--open-mode=append",
            "--chdir=\(task.folder)",
            // What a lost node had is done again by Slurm itself; receipts tell what is left of it.
            "--requeue",
        ] + warning
    }

    /// A path as `sbatch` takes it literally: `%` begins a placeholder.
    static func plain(_ path: String) -> String {
        path.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "%%")
    }

    /// The script. Whatever the user wrote is a quoted word in it.
    func text(first: Int) -> String {
        var words = worker.arguments.map { ShellWord.quoted($0) }
        words.append(ShellWord.quoted(task.folder))
        let logs = ShellWord.quoted(task.logsFolder)
        return """
            #!/bin/bash
            range=$((\(first) + SLURM_ARRAY_TASK_ID))
            threads=${SLURM_CPUS_PER_TASK:-$SLURM_CPUS_ON_NODE}
            exec >> \(logs)/$range.log 2>&1
            exec \(words.joined(separator: " ")) "$range" ${threads:+--jobs "$threads"}

            """
    }
}

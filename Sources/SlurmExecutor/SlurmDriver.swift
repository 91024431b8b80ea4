public import Engine
public import Manifests
public import Records
import Storage

/// The job that drives a run whose user does not wait for it.
public struct SlurmDriver: Sendable {
    private let settings: SlurmSettings
    private let commands: SlurmCommands
    private let run: RunFolder

    /// - Parameters:
    ///   - settings: what Slurm is asked for, for that job.
    ///   - run: the run that the job drives.
    ///   - environment: the process's; the job gets it too.
    ///   - scratch: a folder for what Slurm's commands print.
    public init(
        _ settings: SlurmSettings, of run: RunFolder, environment: [String], scratch: String
    ) {
        self.settings = settings
        self.run = run
        commands = SlurmCommands(environment, scratch: scratch)
    }

    /// What the job prints.
    public var logPath: String { "\(run.path)/driver.log" }

    /// What tells the job from others, in a file of the run.
    private var tagPath: String { "\(run.path)/driver" }

    /// The tag of the last job that was sent for the run; nothing if none was.
    private var tag: String? {
        guard let bytes = try? FileSystem.read(tagPath, limit: 256) else { return nil }
        return String(decoding: bytes.filter { $0 > 32 }, as: UTF8.self)
    }

    /// Sends the job.
    ///
    /// - Parameters:
    ///   - arguments: the program that drives the run, and its arguments.
    ///   - folder: where it works.
    /// - Returns: the job's number.
    /// - Throws: a `Fault` of code `tryAgain` if a job for the run is there already, or if Slurm does not
    ///   answer; of code `configuration` if it refuses.
    public func submit(_ arguments: [String], in folder: String) async throws(Fault) -> Int {
        if let job = try await job() {
            throw Fault(
                .tryAgain, "the run `\(run.name)` has a driver already: job \(job) of Slurm",
                remedy: "`pipeline cancel \(ShellWord.quoted(run.name))` ends it")
        }
        let tag = "pipeline-driver-" + String(UInt64.random(in: 0 ... .max), radix: 16)
        try FileSystem.write(Array("\(tag)\n".utf8), to: tagPath)
        let log = ShellWord.quoted(logPath)
        let words = arguments.map { ShellWord.quoted($0) }.joined(separator: " ")
        let options = [
            "--parsable", "--job-name=\(run.name)", "--comment=\(tag)", "--chdir=\(folder)",
            "--output=\(JobScript.plain("\(run.path)/driver-slurm.log"))", "--open-mode=append",
            // A node that is lost takes the driver with it, and nothing else.
            "--requeue",
        ]
        return try await commands.submit(
            settings.arguments + options,
            "#!/bin/bash\nexec >> \(log) 2>&1\nexec \(words)\n")
    }

    /// The number of the job that waits or runs; nothing if there is none.
    ///
    /// - Throws: a `Fault` of code `tryAgain` if Slurm does not answer.
    public func job() async throws(Fault) -> Int? {
        guard let tag else { return nil }
        return try await commands.queue().first {
            $0.comment == tag && ($0.phase == .waiting || $0.phase == .running)
        }?
        .job
    }

    /// Takes the job back if it has not started.
    ///
    /// - Returns: whether there was one.
    public func cancel() async throws(Fault) -> Bool {
        guard let job = try await job() else { return false }
        await commands.cancel([String(job)], onlyWaiting: true)
        return true
    }
}

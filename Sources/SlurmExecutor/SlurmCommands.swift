import Engine
import Processes
import Records
import Storage

/// Slurm's commands, run without a shell.
struct SlurmCommands: Sendable {
    private let environment: [String]
    /// Where what commands print is kept for a moment.
    private let scratch: String

    /// - Parameters:
    ///   - environment: the process's.
    ///   - scratch: a folder for what commands print.
    init(_ environment: [String], scratch: String) {
        self.scratch = scratch
        // What the user's variables add to a table's format would be read as its rows; a driver that is
        // itself a job would give its own size to the jobs that it sends; and commands that ask different
        // clusters would not know of each other's jobs.
        let own = [
            "SQUEUE_", "SACCT_", "SINFO_", "SLURM_", "SCANCEL_", "SBATCH_CLUSTERS=", "SBATCH_WAIT",
        ]
        let kept = ["SLURM_CONF=", "SLURM_CONF_SERVER=", "SLURM_JWT="]
        self.environment = environment.filter { variable in
            !own.contains { variable.hasPrefix($0) } || kept.contains { variable.hasPrefix($0) }
        }
    }

    /// What a command said.
    private struct Answer: Sendable {
        var end: ProcessEnd
        var output: String
        var errors: String
    }

    /// How long a command may take. Slurm's own wait for a controller is 10 s by default.
    private static let patience = Duration.seconds(60)

    private func run(_ arguments: [String], input: String? = nil) async throws(Fault) -> Answer {
        let folder = "\(scratch)/.tmp-slurm-\(String(UInt64.random(in: 0 ... .max), radix: 16))"
        try FileSystem.createFolder(folder)
        defer { try? FileSystem.remove(folder) }
        var process = ChildProcess(
            arguments, folder: folder, environment: environment, logPath: "\(folder)/errors")
        process.outputPath = "\(folder)/output"
        if let input {
            try FileSystem.write(Array(input.utf8), to: "\(folder)/input")
            process.inputPath = "\(folder)/input"
        }
        let end = try await TimeLimit.run(SlurmCommands.patience) { [process] () throws(Fault) in
            try await process.run()
        }
        func text(_ name: String) -> String {
            String(
                decoding: (try? FileSystem.read("\(folder)/\(name)")) ?? [], as: UTF8.self)
        }
        return Answer(end: end ?? .stopped, output: text("output"), errors: text("errors"))
    }

    /// Sends a script.
    ///
    /// - Returns: the job's number.
    func submit(_ options: [String], _ script: String) async throws(Fault) -> Int {
        let answer = try await run(["sbatch"] + options, input: script)
        guard answer.end == .exited(0) else {
            throw SlurmCommands.refusal(answer.end, answer.errors)
        }
        // `12` or, with several clusters, `12;cluster`; sites add lines of their own.
        for line in answer.output.split(separator: "\n") {
            if let number = line.split(separator: ";").first.flatMap({ Int($0) }) { return number }
        }
        throw Fault(
            .tryAgain, "`sbatch` did not tell the job's number",
            cause: answer.output.isEmpty ? nil : answer.output)
    }

    /// The fault of a refused submission.
    static func refusal(_ end: ProcessEnd, _ errors: String) -> Fault {
        let lines = errors.split(separator: "\n").filter { $0.contains("error:") }
        let cause = (lines.isEmpty ? errors.split(separator: "\n") : lines)
            .joined(separator: "\n")
        // Whoever is not there, or busy, may be there later.
        let passing = [
            "Unable to contact slurm controller", "Socket timed out", "Connection refused",
            "Resource temporarily unavailable", "Zero Bytes were transmitted",
            "Slurm temporarily unable to accept job", "Connection timed out",
            "Unable to create TCP socket", "Communication connection failure", "No route to host",
            "authentication", "standby", "submit limit", "SubmitJobsPerUserLimit",
            "Job violates accounting/QOS policy", "QOSMaxSubmitJob", "AssocMaxSubmitJob",
        ]
        let isPassing = end == .stopped || passing.contains { errors.contains($0) }
        return Fault(
            isPassing ? .tryAgain : .configuration,
            isPassing ? "Slurm does not take the job now" : "Slurm refuses the job",
            remedy: isPassing
                ? "`scontrol ping` tells whether its controller answers"
                : "correct the keys of `executor`; `sinfo` shows what the cluster has",
            cause: cause.isEmpty ? nil : cause)
    }

    /// What is in the queue of this user, and was a little while ago.
    ///
    /// - Throws: a `Fault` of code `tryAgain` if Slurm does not answer.
    func queue() async throws(Fault) -> [QueueRow] {
        let arguments = [
            "squeue", "-h", "-a", "-t", "all", "-r", "--me", "-o", QueueRow.queueFormat,
        ]
        let answer = try await run(arguments)
        guard answer.end == .exited(0) else {
            let lines = answer.errors.split(whereSeparator: \.isNewline)
            throw Fault(
                .tryAgain, "Slurm does not answer",
                remedy: "`scontrol ping` tells whether its controller does",
                cause: lines.last.map { String($0.prefix(400)) })
        }
        return QueueRow.rows(answer.output)
    }

    /// What accounting keeps of jobs, which the queue may show no longer; nothing where there is none, or
    /// it does not answer.
    func accounts(of jobs: [Int]) async -> [QueueRow]? {
        let list = jobs.map(String.init).joined(separator: ",")
        let arguments = ["sacct", "-n", "-P", "-X", "-j", list, "-o", QueueRow.accountFormat]
        guard let answer = try? await run(arguments), answer.end == .exited(0) else { return nil }
        return QueueRow.rows(answer.output)
    }

    /// Ends jobs, or elements of arrays: `12`, `12_7`.
    func cancel(_ jobs: [String], onlyWaiting: Bool) async {
        if jobs.isEmpty { return }
        var arguments = ["scancel"]
        if onlyWaiting { arguments.append("--state=PENDING") }
        _ = try? await run(arguments + jobs)
    }

    /// How many elements an array may have.
    func maximumArraySize() async throws(Fault) -> Int {
        let answer = try await run(["scontrol", "show", "config"])
        guard answer.end == .exited(0) else {
            throw SlurmCommands.refusal(answer.end, answer.errors)
        }
        for line in answer.output.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.first == "MaxArraySize", let size = words.last.flatMap({ Int($0) }), size > 1 {
                return size
            }
        }
        return 1001
    }
}

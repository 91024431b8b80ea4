public import ArgumentParser
import Engine
import Glibc
import Manifests
import Records
import Terminal

/// `pipeline`: the root of the command line.
public struct PipelineCommand: AsyncParsableCommand {
    /// What the command line says of itself.
    public static let configuration = CommandConfiguration(
        commandName: "pipeline",
        abstract: "Takes image-question data sets to trained checkpoints, and can be killed at any"
            + " moment.",
        version: "pipeline \(BuildIdentity.current.description)",
        subcommands: [
            RunCommand.self, PlanCommand.self, ExplainCommand.self, StatusCommand.self,
            RunsCommand.self, DiffCommand.self, LogsCommand.self, CancelCommand.self,
            ResumeCommand.self, RegradeCommand.self, ResampleCommand.self, ParityCommand.self,
            VerifyCommand.self, CollectCommand.self,
            ReportCommand.self, ServeCommand.self, DoctorCommand.self, IngestCommand.self,
            RejectsCommand.self, InspectCommand.self, GradeCommand.self,
            ScoreCommand.self, RewardServerCommand.self, CheckpointsCommand.self,
            ExportJobsCommand.self,
            NewCommand.self, SchemaCommand.self, UnitCommand.self, ManualCommand.self,
        ])

    /// A command without a subcommand, which prints the help.
    public init() {}

    /// Reads the command line, does what it says, and ends the process with its exit status:
    /// `Fault.exitStatus`, or 0.
    ///
    /// - Parameters:
    ///   - commit: what the program was built of, as `--version` tells it.
    ///   - compiler: the version of Swift that built it.
    ///   - configuration: `release` or `debug`.
    public static func main(commit: String, compiler: String, configuration: String) async {
        BuildIdentity.current = BuildIdentity(
            commit: commit, compiler: compiler, configuration: configuration)
        StandardStreams.claim()
        // A reader of our output that goes away is no reason to die: `OutputStream` notices.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            try OutputStream.standardOutput.check()
        } catch {
            Glibc.exit(report(error))
        }
        Glibc.exit(0)
    }

    /// The subcommand that was most likely meant by a first word that is none; nothing if none is near.
    static func nearestSubcommand(_ words: [String]) -> String? {
        let names = configuration.subcommands.compactMap { $0.configuration.commandName }
        guard words.count > 1, case let word = words[1], !word.hasPrefix("-"),
            !(names + ["help"]).contains(word)
        else { return nil }
        return Wording.nearest(to: word, among: names)
    }

    /// Says what ended a command, and gives its exit status.
    private static func report(_ error: any Error) -> Int32 {
        if let failure = CommandFailure(rendering: error) {
            let stream = OutputStream.standardError
            stream.write(failure.text(in: stream.style) + "\n")
            return failure.exitStatus
        }
        // The argument parser's: a wrong command line, or help that was asked for.
        let status = exitCode(for: error).rawValue
        var text = fullMessage(for: error)
        if status != 0, let near = nearestSubcommand(CommandLine.arguments) {
            text += "\nhelp: did you mean `pipeline \(near)`?"
        }
        let stream = status == 0 ? OutputStream.standardOutput : .standardError
        if !text.isEmpty { stream.write(text + "\n") }
        guard status == 0 else { return status }
        do throws(Fault) {
            try stream.check()
            return 0
        } catch {
            return report(error)
        }
    }
}

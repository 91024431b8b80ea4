public import ArgumentParser
import Engine
import Glibc
import Records

/// `pipeline`: the root of the command line.
public struct PipelineCommand: AsyncParsableCommand {
    /// What the command line says of itself.
    public static let configuration = CommandConfiguration(
        commandName: "pipeline",
        abstract: "Takes image-question data sets to trained checkpoints, and can be killed at any"
            + " moment.",
        version: Software.version,
        subcommands: [
            RunCommand.self, PlanCommand.self, StatusCommand.self, ResumeCommand.self,
            SchemaCommand.self,
        ])

    /// A command without a subcommand, which prints the help.
    public init() {}

    /// Reads the command line, does what it says, and ends the process with its exit status: 0, 64
    /// for a wrong command line, 65 for wrong input, 70 for our bug, 75 for what may work later, 130
    /// after an interrupt.
    public static func main() async {
        // A reader of our output that goes away is no reason to die: `OutputStream` notices.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            guard let failure = CommandFailure(rendering: error) else { exit(withError: error) }
            OutputStream.standardError.write(failure.text + "\n")
            Glibc.exit(failure.exitStatus)
        }
        Glibc.exit(0)
    }
}

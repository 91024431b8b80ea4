import ArgumentParser
import Engine
import Manifests
import Records
import SlurmExecutor
import Storage
import Terminal

/// `pipeline cancel`: stops a run from another terminal or machine.
struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Stops a run that another process works on; what is done is kept.",
        discussion: """
            A process of this machine gets an interrupt, as from Ctrl-C. One of another machine finds \
            the request in the run's folder within about a second, if the file system is shared. The \
            command waits, and says how the run stands then. A job that was to drive the run and has not
            started is taken back.
            """)

    @Argument(
        help: "The run's name, or its manifest. Default: the one that is worked on.",
        completion: Completion.runs)
    var name: String?

    @OptionGroup var workspaceOption: WorkspaceOption

    @Option(help: ArgumentHelp("How long to wait for its end.", valueName: "seconds"))
    var wait = 30

    func validate() throws {
        guard !(0...86_400).contains(wait) else { return }
        throw ValidationError("--wait must be between 0 and 86400 seconds, not \(wait)")
    }

    func run() async throws {
        let named = try NamedRun(running: name, workspaceOption)
        let folder = named.folder
        guard let holder = RunLock.currentHolder(folder) else {
            if try await RunExecutor.driver(ExecutorSettings(), of: folder, named.workspace)
                .cancel()
            {
                OutputStream.standardError.write("took back the job that was to drive the run\n")
                return
            }
            throw Fault(
                .badInput, "no process works on the run `\(folder.name)`",
                remedy: "`pipeline status \(ShellWord.quoted(folder.name))` tells how it stands")
        }
        let means = try RunCancellation.request(folder, of: holder)
        let who = "process \(holder.processIdentifier) on \(holder.host)"
        OutputStream.standardError.write(
            means == .signal
                ? "asked \(who) to stop\n" : "asked \(who) to stop, by a file in \(folder.path)\n")
        let deadline = ContinuousClock.now + .seconds(wait)
        while RunLock.currentHolder(folder) == holder {
            guard ContinuousClock.now < deadline else {
                throw Fault(
                    .tryAgain,
                    "\(who) has not stopped the run `\(folder.name)` within \(wait) seconds",
                    remedy: "it may be in the middle of a step; `pipeline status` tells")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        let status = try named.status()
        OutputStream.standardOutput.write(
            StatusText.text(
                status,
                resumeCommand: workspaceOption.resumeCommand(folder.name, in: named.workspace)))
    }
}

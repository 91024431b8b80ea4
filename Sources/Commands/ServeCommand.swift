import ArgumentParser
import Engine
import Glibc
import Records
import Server
import Terminal

/// `pipeline serve`: reports in a browser, as runs go on.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Shows runs in a browser as they go on, until it is stopped.",
        discussion: """
            Prints an address with a token; whoever has that can look, and nobody can change anything. The \
            browser keeps the token as a cookie. PIPELINE_SERVE_TOKEN fixes it: 16 characters or more. \
            Ctrl-C and SIGTERM end it with status 0, and leave runs alone.

            It listens on this machine alone. From elsewhere, a tunnel is best: \
            `ssh -L 8100:127.0.0.1:8100 HOST`, with --port 8100. With --host it listens elsewhere, without \
            TLS: the token can be read on the way.
            """)

    @Argument(
        help: "The run's name, or its manifest. Default: every run of the workspace.",
        completion: Completion.runs)
    var name: String?

    @OptionGroup var workspaceOption: WorkspaceOption

    @Option(help: "A name or address of this machine to listen at.")
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("The port to listen at; 0 for any that is free.", valueName: "n"))
    var port = 0

    @Flag(help: "Show it in the browser.")
    var open = false

    func validate() throws {
        guard !(0...65535).contains(port) else { return }
        throw ValidationError("--port must be between 0 and 65535, not \(port)")
    }

    func run() async throws {
        let named = try name.map { try NamedRun($0, workspaceOption) }
        // There must be something to show.
        _ = try named?.status()
        let workspace = named?.workspace ?? workspaceOption.nearest()
        let token = getenv("PIPELINE_SERVE_TOKEN").map { String(cString: $0) }
        let (host, port, open) = (host, port, open)
        let reactions = Interruption.Reactions(stop: { _ in false }, abandon: { _ in })
        try await Interruption.stopping(reactions) {
            let access = try LiveAccess(token: token)
            let site = LiveSite(workspace, only: named?.folder.name, access: access)
            let server = try HTTPServer(host: host, port: port) { site.answer($0) }
            let address = "\(ServedAddress.text(server.address, host: host))/?token=\(access.token)"
            OutputStream.standardOutput.write("\(address)\n")
            try OutputStream.standardOutput.check()
            if open { try await Browser.show(address) }
            while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
            await server.end()
        }
    }
}

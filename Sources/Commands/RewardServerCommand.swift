import ArgumentParser
import Engine
import Glibc
import Handoff
import Records
import Server
import Terminal

/// `pipeline reward-server`: an exported reward, for a trainer that asks for it by HTTP.
struct RewardServerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reward-server",
        abstract: "Answers OpenRLHF's requests for rewards, until it is stopped.",
        discussion: """
            Prints its URL, which the launch.sh of a phase takes as PIPELINE_REWARD_URL. A request is a POST of \
            {"query": […], "prompts": […], "labels": […]}, its answer {"rewards": […], "scores": […], \
            "extra_logs": {…}}, or {"error": "…"} with a status that is not 200. Ctrl-C and SIGTERM end \
            it with status 0.

            OpenRLHF sends no token, so that none can be asked for: whoever reaches the address can use \
            it. Let it listen elsewhere than on this machine only in a network that you trust.
            """)

    @Argument(
        help: "The folder of the phase, which an `export` stage wrote.",
        completion: .directory)
    var phase: String

    @Option(help: "A name or address of this machine to listen at.")
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("The port to listen at; 0 for any that is free.", valueName: "n"))
    var port = 0

    @Option(
        help: ArgumentHelp(
            """
            Append a line for each response that is scored to this file, the rewards.jsonl of the run \
            folder. Default: PIPELINE_REWARD_LOG.
            """, valueName: "file"),
        completion: .file(extensions: ["jsonl"]))
    var log: String?

    func validate() throws {
        guard !(0...65535).contains(port) else { return }
        throw ValidationError("--port must be between 0 and 65535, not \(port)")
    }

    func run() async throws {
        guard let log = log ?? getenv("PIPELINE_REWARD_LOG").map({ String(cString: $0) }),
            !log.isEmpty
        else {
            throw Fault(
                .usage, "there is no file for the log of what is scored",
                remedy: "name one: --log RUN_FOLDER/rewards.jsonl")
        }
        let service = try RewardService(phase: phase, log: log)
        let (host, port) = (host, port)
        let reactions = Interruption.Reactions(stop: { _ in false }, abandon: { _ in })
        try await Interruption.stopping(reactions) {
            let server = try HTTPServer(host: host, port: port) { request in
                let answer = service.answer(method: request.method, body: request.body)
                return .json(
                    answer.status, answer.json,
                    headers: answer.status == 405 ? [("Allow", "POST")] : [])
            }
            let address = ServedAddress.text(server.address, host: host)
            OutputStream.standardOutput.write("\(address)/get_reward\n")
            try OutputStream.standardOutput.check()
            while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
            await server.end()
        }
    }
}

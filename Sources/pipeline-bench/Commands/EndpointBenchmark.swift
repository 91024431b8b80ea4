import ArgumentParser
import Records

/// `endpoint`: what a request to an endpoint costs its client.
struct EndpointBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "endpoint",
        abstract: "Requests to a server in another process that answers at once.",
        discussion: "Each figure is of a process of its own: the policy with all it does, pictures"
            + " that it holds one by one, and a server that reads everything and answers with a"
            + " constant. Base64 is measured by itself besides. OpenAI's own client for Python is"
            + " the peer (scripts/python-peers endpoint).")

    @Option(help: "Requests.")
    var count = 4000

    @Option(help: "Requests under way at once.")
    var concurrency = 256

    @Option(help: "Bytes of a picture; may be given several times.")
    var bytes = [0, 225_000]

    @Option(help: "Milliseconds that the server holds a response back.")
    var delay = 100

    @Flag(help: "Measure OpenAI's client as well.")
    var peers = false

    @Option(help: "Repetitions; the median is printed.")
    var repetitions = 3

    @Flag(help: ArgumentHelp("Be the server.", visibility: .hidden))
    var serve = false

    @Option(help: ArgumentHelp("The server that this process asks.", visibility: .hidden))
    var ask: String?

    func validate() throws {
        if count < 1 || concurrency < 1 || repetitions < 1 || bytes.contains(where: { $0 < 0 }) {
            throw ValidationError("numbers must be at least 1, bytes at least 0")
        }
    }

    func run() async throws {
        if serve { return try NullServer.serve(delay: delay) }
        if let ask {
            let part = EndpointPart(byteCount: bytes[0], count: count, concurrency: concurrency)
            return print(try await part.ask(ask).line)
        }
        let python = peers ? try ChildProcess.python("endpoint") : nil
        var table = ResultTable(
            "endpoint", "requests", "at once", "requests/s", "cpu us a request", "of it base64",
            "peak MiB")
        for size in bytes {
            let arguments = ["--count", "\(count)", "--concurrency", "\(concurrency)"]
            try measure("pipeline, \(size) bytes", &table) {
                ["/proc/self/exe", "endpoint", "--ask", $0, "--bytes", "\(size)"] + arguments
            }
            guard let python else { continue }
            try measure("openai, \(size) bytes", &table) {
                [python, "scripts/peers/bench_endpoint.py", "\($0)/v1"]
                    + ["\(count)", "\(concurrency)", "\(size)"]
            }
        }
        table.print()
    }

    /// The outcome of the median processor time, after a run that does not count.
    private func measure(
        _ name: String, _ table: inout ResultTable, _ command: (_ address: String) -> [String]
    ) throws {
        var outcomes: [EndpointOutcome] = []
        var most = ""
        for _ in 0...repetitions {
            let server = try NullServer(delay: delay)
            let process = try ChildProcess.run(command(server.address))
            most = server.end()
            let line = String(decoding: process.output, as: UTF8.self)
            guard var outcome = EndpointOutcome(line: line), outcome.count == count else {
                throw Fault(.internalError, "\(name) printed `\(line)`")
            }
            outcome.peakMebibytes = process.peakMebibytes
            outcomes.append(outcome)
        }
        let median = outcomes.dropFirst()
            .sorted { $0.processorSeconds < $1.processorSeconds }[repetitions / 2]
        table.add(
            name, "\(count)", most, Figure.fixed(Double(count) / median.wallSeconds, 0),
            Figure.fixed(median.microseconds, 0), Figure.fixed(median.encodingMicroseconds, 0),
            Figure.fixed(median.peakMebibytes, 0))
    }
}

import ArgumentParser
import Records
import Rollouts
import Storage

/// `journal`: keeping draws over kills.
struct JournalBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Draws that a session takes from a policy that answers at once, and keeps.",
        discussion: "The session grades nothing. Syncs wait for the disk, which costs time on the"
            + " wall; so does the policy's side, which is not taken off.")

    @Option(help: "Questions, of eight draws each.")
    var questions = 10_000

    @Option(help: "Bytes of a response.")
    var responseBytes = 600

    @Option(help: "Repetitions; the median is printed.")
    var repetitions = 5

    func validate() throws {
        if questions < 1 || repetitions < 1 || responseBytes < 0 {
            throw ValidationError("--questions and --repetitions must be at least 1")
        }
    }

    func run() async throws {
        let count = questions * 8
        let text = String(repeating: "x", count: responseBytes)
        var table = ResultTable("journal", "draws", "draws/s", "draws/cpu s")
        try await TemporaryFolder.with { folder in
            for (name, limit) in [("calls of 1 draw", 1), ("calls of 32 draws", 32)] {
                let policy = InstantPolicy(text: text, requestLimit: limit)
                let samples = try await Sample.measure(repetitions) { repetition in
                    let journal = try DrawJournal(
                        "\(folder)/\(limit)-\(repetition)", key: SHA256.digest(of: []))
                    // Waves of one draw, so that a call has as many draws as requests.
                    _ = try await DrawSession(policy, plan: DrawPlan(wanted: 8, waves: [1]))
                        .run(promptCount: questions, journal: journal)
                }
                table.add(
                    name, "\(count)", Figure.fixed(Double(count) / samples.wall, 0),
                    Figure.fixed(Double(count) / samples.cpu, 0))
            }
            let samples = try await Sample.measure(repetitions) { repetition in
                let journal = try DrawJournal(
                    "\(folder)/32-\(max(0, repetition))", key: SHA256.digest(of: []))
                guard journal.takeRecorded().count == count else {
                    throw Fault(.internalError, "the journal has lost draws")
                }
            }
            table.add(
                "reading", "\(count)", Figure.fixed(Double(count) / samples.wall, 0),
                Figure.fixed(Double(count) / samples.cpu, 0))
        }
        table.print()
    }
}

/// A policy that answers everything with the same text.
private struct InstantPolicy: Policy {
    let text: String
    let requestLimit: Int
    var callLimit: Int { 2 }

    func draw(_ requests: [DrawRequest]) async throws(Fault) -> [DrawOutcome] {
        requests.flatMap { request in
            request.draws.map { draw in
                DrawOutcome(
                    prompt: request.prompt, draw: draw,
                    result: .response(
                        PolicyResponse(
                            text: text, tokenCount: 100, finishReason: .stop, seed: UInt64(draw))))
            }
        }
    }
}

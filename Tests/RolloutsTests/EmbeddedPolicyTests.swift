import Images
import Model
import Records
import Testing

@testable import Rollouts

@Suite("Embedded policy")
struct EmbeddedPolicyTests {
    static let words =
        ["<description>", "</description>", "<think>", "</think>"]
        + (0..<60).map { "w\($0)" }
    static let shape = PolicyConfiguration(
        imageSize: 16, patchSize: 8, patchWidth: 32, width: 32, layers: 2, heads: 2,
        feedForward: 64, questionTokens: 6, responseTokens: 12)

    static func policy(jobs: Int = 2, topShare: Double = 1) throws -> EmbeddedPolicy {
        let vocabulary = Vocabulary(texts: [words])
        let fresh = try PolicyModel(
            configuration: shape, vocabulary: vocabulary, seed: Seed(4))
        // Larger than fresh weights, so that the sums have something to differ in.
        let model = try PolicyModel(
            configuration: shape, vocabulary: vocabulary,
            weights: Buffer(fresh.weights.values.map { $0 * 3 }))
        var random = CounterGenerator(Seed(8))
        let pictures = (0..<5).map { _ in
            PicturePatches(
                PixelImage(
                    width: 16, height: 16,
                    pixels: (0..<768).map { _ in UInt8.random(in: 0...255, using: &random) }),
                shape)
        }
        let prompts = (0..<40).map { index in
            EmbeddedPolicy.Prompt(
                tokens: model.promptTokens("w\(index) w3 w\(index % 7)", withPicture: true) ?? [],
                given: index % 5 == 4 ? vocabulary.encode(["<description>", "w1"]) : [],
                picture: index % 4 == 3 ? nil : index % 5, seed: Seed(1).deriving(index))
        }
        return EmbeddedPolicy(
            model, prompts: prompts, pictures: pictures, temperature: 1.2, topShare: topShare,
            jobs: jobs)
    }

    static func texts(
        _ policy: EmbeddedPolicy, _ calls: [[DrawRequest]]
    ) async throws -> [String] {
        var outcomes: [DrawOutcome] = []
        for call in calls { outcomes += try await policy.draw(call) }
        return outcomes.sorted { ($0.prompt, $0.draw) < ($1.prompt, $1.draw) }.map { outcome in
            guard case .response(let response) = outcome.result else { return "missing" }
            return "\(outcome.prompt) \(outcome.draw) \(response.text) \(response.seed ?? 0) "
                + "\(response.tokenCount ?? 0) \(response.finishReason)"
        }
    }

    @Test("8 draws at once are those of 2, 2 and 4 in calls of other compositions")
    func composition() async throws {
        let policy = try EmbeddedPolicyTests.policy()
        let once = try await EmbeddedPolicyTests.texts(
            policy, [(0..<40).map { .init(prompt: $0, draws: 0..<8) }])
        var random = CounterGenerator(Seed(11))
        let pieces = (0..<40).flatMap { prompt in
            [0..<2, 2..<4, 4..<8].map { DrawRequest(prompt: prompt, draws: $0) }
        }
        let mixed = random.shuffled(pieces)
        var calls: [[DrawRequest]] = []
        var start = 0
        while start < mixed.count {
            let end = min(mixed.count, start + 1 + random.index(below: 9))
            calls.append(Array(mixed[start..<end]))
            start = end
        }
        #expect(try await EmbeddedPolicyTests.texts(policy, calls) == once)
        #expect(Set(once).count == 320)
    }

    @Test("what is given begins the text and is not counted as drawn")
    func given() async throws {
        let policy = try EmbeddedPolicyTests.policy()
        let outcomes = try await policy.draw([.init(prompt: 4, draws: 0..<4)])
        for outcome in outcomes {
            guard case .response(let response) = outcome.result else {
                Issue.record("a draw is missing")
                continue
            }
            #expect(response.text.hasPrefix("<description> w1"))
            let drawn = response.text.split(separator: " ").count - 2
            #expect(response.tokenCount == drawn + (response.finishReason == .stop ? 1 : 0))
        }
    }

    @Test("a small share of the likeliest tokens makes fewer different texts")
    func topShare() async throws {
        let calls = [[DrawRequest(prompt: 0, draws: 0..<64)]]
        let all = try await EmbeddedPolicyTests.policy().draw(calls[0])
        let few = try await EmbeddedPolicyTests.policy(topShare: 1e-9).draw(calls[0])
        func distinct(_ outcomes: [DrawOutcome]) -> Int {
            Set(
                outcomes.map { outcome in
                    guard case .response(let response) = outcome.result else { return "" }
                    return response.text
                }
            ).count
        }
        #expect(distinct(few) == 1)
        #expect(distinct(all) > 32)
    }

    @Test("a call of a task that is cancelled draws nothing")
    func cancelled() async throws {
        let policy = try EmbeddedPolicyTests.policy()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await policy.draw([.init(prompt: 0, draws: 0..<2)])
        }
        task.cancel()
        let fault = await #expect(throws: Fault.self) { try await task.value }
        #expect(fault?.code == .interrupted)
    }
}

import Records
import Synchronization

@testable import Rollouts

/// A policy whose answers are a function of question and draw, and which remembers what it was asked.
final class ScriptedPolicy: Policy {
    struct Call: Sendable {
        var requests: [DrawRequest]
    }

    let requestLimit: Int
    let callLimit: Int
    let answer: @Sendable (Int, Int) -> DrawOutcome.Result
    /// Throws from this call on.
    let failsAfter: Int
    private let calls = Mutex<[Call]>([])

    init(
        requestLimit: Int = 4, callLimit: Int = 3, failsAfter: Int = .max,
        _ answer: @escaping @Sendable (Int, Int) -> DrawOutcome.Result = ScriptedPolicy.usual
    ) {
        self.requestLimit = requestLimit
        self.callLimit = callLimit
        self.failsAfter = failsAfter
        self.answer = answer
    }

    /// About six in ten are right.
    @Sendable static func usual(_ prompt: Int, _ draw: Int) -> DrawOutcome.Result {
        var random = CounterGenerator(Seed(1).deriving(prompt).deriving(draw))
        let text = random.uniform() < 0.6 ? "right" : "wrong"
        return .response(
            PolicyResponse(
                text: text, tokenCount: draw, finishReason: .stop,
                seed: UInt64.max - UInt64(draw), seconds: draw == 0 ? nil : 0.25))
    }

    var asked: [DrawRequest] { calls.withLock { $0.flatMap(\.requests) } }
    var callSizes: [Int] { calls.withLock { $0.map(\.requests.count) } }

    func draw(_ requests: [DrawRequest]) async throws(Fault) -> [DrawOutcome] {
        let count = calls.withLock { calls in
            calls.append(Call(requests: requests))
            return calls.count
        }
        await Task.yield()
        if Task.isCancelled { throw Fault(.interrupted, "stopped") }
        if count > failsAfter { throw Fault(.badInput, "the server is gone for good") }
        return requests.reversed().flatMap { request in
            request.draws.reversed().map {
                DrawOutcome(prompt: request.prompt, draw: $0, result: answer(request.prompt, $0))
            }
        }
    }
}

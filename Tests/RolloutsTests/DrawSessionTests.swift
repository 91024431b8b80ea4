import Records
import Storage
import TestSupport
import Testing

@testable import Rollouts

@Suite("Draw session")
struct DrawSessionTests {
    let folder: TemporaryFolder
    static let key = SHA256.digest(of: [1])
    static let plan = DrawPlan(wanted: 8, waves: [2, 2, 4])

    init() throws { folder = try TemporaryFolder() }

    static func session(_ policy: ScriptedPolicy) -> DrawSession {
        DrawSession(
            policy, plan: plan, judge: DrawQueueTests.verdict,
            rule: { $0.isMixed ? .mixed : nil })
    }

    func journal() throws -> DrawJournal {
        try DrawJournal(folder["journal"], key: DrawSessionTests.key)
    }

    struct Shape: Sendable {
        var requestLimit: Int
        var callLimit: Int
    }

    @Test(
        "what is drawn does not depend on the size and number of calls",
        arguments: [
            Shape(requestLimit: 1, callLimit: 1), Shape(requestLimit: 1, callLimit: 50),
            Shape(requestLimit: 7, callLimit: 3), Shape(requestLimit: .max, callLimit: 1),
        ])
    func shapes(shape: Shape) async throws {
        let expected = try await DrawSessionTests.session(ScriptedPolicy()).run(promptCount: 60)
        let policy = ScriptedPolicy(
            requestLimit: shape.requestLimit, callLimit: shape.callLimit)
        let groups = try await DrawSessionTests.session(policy).run(promptCount: 60)
        #expect(groups == expected)
        #expect(policy.callSizes.allSatisfy { $0 <= shape.requestLimit })
        #expect(Set(groups.map(\.end)) == [.mixed, .allDrawn])
    }

    @Test("calls are full as long as there is work for them")
    func full() async throws {
        let policy = ScriptedPolicy(requestLimit: 8, callLimit: 1)
        _ = try await DrawSession(policy, plan: DrawPlan(wanted: 4)).run(promptCount: 32)
        #expect(policy.callSizes == [8, 8, 8, 8])
    }

    @Test("a session whose policy fails keeps what it has, and goes on there", arguments: 0..<7)
    func goesOn(failsAfter: Int) async throws {
        let expected = try await DrawSessionTests.session(ScriptedPolicy()).run(promptCount: 20)
        let broken = ScriptedPolicy(requestLimit: 4, callLimit: 1, failsAfter: failsAfter)
        let session = DrawSessionTests.session(broken)
        let fault = await #expect(throws: Fault.self) {
            try await session.run(promptCount: 20, journal: try journal())
        }
        #expect(fault?.message == "the server is gone for good")
        let policy = ScriptedPolicy()
        let groups = try await DrawSessionTests.session(policy).run(
            promptCount: 20, journal: try journal())
        #expect(groups == expected)
        let before = broken.asked.prefix(failsAfter * 4).flatMap { request in
            request.draws.map { [request.prompt, $0] }
        }
        let after = policy.asked.flatMap { request in request.draws.map { [request.prompt, $0] } }
        #expect(Set(before).isDisjoint(with: after))
        #expect(before.count + after.count == expected.reduce(0) { $0 + $1.outcomes.count })
    }

    @Test("a journal cut at any byte loses only what was cut off", arguments: 0..<40)
    func cut(step: Int) async throws {
        let expected = try await DrawSessionTests.session(ScriptedPolicy()).run(
            promptCount: 4, journal: try journal())
        let bytes = try FileSystem.read(folder["journal"])
        let length = bytes.count * step / 39
        try FileSystem.write(Array(bytes[..<length]), to: folder["journal"])
        let kept = try DrawJournal(folder["journal"], key: DrawSessionTests.key).takeRecorded()
        let policy = ScriptedPolicy()
        let groups = try await DrawSessionTests.session(policy).run(
            promptCount: 4, journal: try journal())
        #expect(groups == expected)
        let total = expected.reduce(0) { $0 + $1.outcomes.count }
        #expect(policy.asked.reduce(0) { $0 + $1.draws.count } + kept.count == total)
        let all = try DrawJournal(folder["journal"], key: DrawSessionTests.key).takeRecorded()
        #expect(all.count == total)
    }

    @Test("draws that never came are asked for again when a session goes on")
    func missing() async throws {
        let lossy = ScriptedPolicy { prompt, draw in
            draw == 1 ? .missing(reason: "timeout", detail: "") : ScriptedPolicy.usual(prompt, draw)
        }
        let first = try await DrawSessionTests.session(lossy).run(
            promptCount: 6, journal: try journal())
        #expect(
            first.allSatisfy { $0.outcomes[1].result == .missing(reason: "timeout", detail: "") })
        let second = try await DrawSessionTests.session(ScriptedPolicy()).run(
            promptCount: 6, journal: try journal())
        #expect(
            second == (try await DrawSessionTests.session(ScriptedPolicy()).run(promptCount: 6)))
    }

    @Test("a session that is cancelled ends as interrupted")
    func cancelled() async throws {
        let task = Task {
            await Task.yield()
            while !Task.isCancelled { await Task.yield() }
            _ = try await DrawSessionTests.session(ScriptedPolicy()).run(promptCount: 10)
        }
        task.cancel()
        let fault = await #expect(throws: Fault.self) { try await task.value }
        #expect(fault?.code == .interrupted)
    }
}

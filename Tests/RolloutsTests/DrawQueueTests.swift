import Records
import Testing

@testable import Rollouts

@Suite("Draw queue")
struct DrawQueueTests {
    static func outcome(_ prompt: Int, _ draw: Int, _ text: String = "right") -> DrawOutcome {
        DrawOutcome(
            prompt: prompt, draw: draw,
            result: .response(
                PolicyResponse(text: text, tokenCount: 1, finishReason: .stop)))
    }

    static func verdict(_ outcome: DrawOutcome) -> Verdict? {
        guard case .response(let response) = outcome.result else { return nil }
        return response.text == "right" ? .right : .wrong
    }

    static func queue(
        _ count: Int, wanted: Int = 8, waves: [Int] = [2, 2, 4], recorded: [DrawOutcome] = []
    ) -> DrawQueue {
        DrawQueue(
            promptCount: count, plan: DrawPlan(wanted: wanted, waves: waves), recorded: recorded,
            judge: verdict, rule: { $0.isMixed ? .mixed : nil })
    }

    static func answers(_ requests: [DrawRequest], _ text: String = "right") -> [DrawOutcome] {
        requests.flatMap { request in
            request.draws.map { outcome(request.prompt, $0, text) }
        }
    }

    @Test("a question's next wave is ready as soon as its last one is in")
    func waves() throws {
        var queue = DrawQueueTests.queue(3)
        let first = queue.next(2)
        #expect(first == [.init(prompt: 0, draws: 0..<2), .init(prompt: 1, draws: 0..<2)])
        try queue.take(DrawQueueTests.answers([first[1]]), of: [first[1]])
        #expect(
            queue.next(9) == [.init(prompt: 2, draws: 0..<2), .init(prompt: 1, draws: 2..<4)])
        #expect(queue.doneCount == 0)
    }

    @Test("a question ends when it is mixed, or when all draws are in")
    func ends() throws {
        var queue = DrawQueueTests.queue(2)
        var asked: [Int] = []
        while queue.doneCount < 2 {
            let requests = queue.next(1)
            asked.append(requests[0].draws.count)
            var answers = DrawQueueTests.answers(requests)
            if requests[0].prompt == 0 { answers[1] = DrawQueueTests.outcome(0, 1, "wrong") }
            try queue.take(answers.reversed(), of: requests)
        }
        let groups = queue.groups()
        #expect(groups.map(\.end) == [.mixed, .allDrawn])
        #expect(groups.map { $0.outcomes.map(\.draw) } == [[0, 1], Array(0..<8)])
        #expect(asked == [2, 2, 2, 4])
    }

    @Test("recorded draws are not asked for, and holes among them are")
    func recorded() throws {
        var queue = DrawQueueTests.queue(
            1, wanted: 8, waves: [8],
            recorded: [1, 4, 5, 9].map { DrawQueueTests.outcome(0, $0) })
        #expect(queue.recordedCount == 3)
        let requests = queue.next(9)
        #expect(requests.map(\.draws) == [0..<1, 2..<4, 6..<8])
        try queue.take(DrawQueueTests.answers([requests[1]]), of: [requests[1]])
        #expect(queue.doneCount == 0)
        let others = [requests[0], requests[2]]
        try queue.take(DrawQueueTests.answers(others), of: others)
        #expect(queue.groups()[0].outcomes.map(\.draw) == Array(0..<8))
    }

    @Test("a question whose draws are all recorded is done at once, and those beyond are left out")
    func allRecorded() {
        let queue = DrawQueueTests.queue(
            1,
            recorded: (0..<8).map { DrawQueueTests.outcome(0, $0, $0 == 1 ? "wrong" : "right") })
        #expect(queue.doneCount == 1)
        #expect(queue.groups()[0].outcomes.map(\.draw) == [0, 1])
    }

    @Test("a draw that never came counts as neither, and its question goes on")
    func missing() throws {
        var queue = DrawQueueTests.queue(1, wanted: 4, waves: [2])
        let first = queue.next(1)
        let lost = DrawOutcome(prompt: 0, draw: 1, result: .missing(reason: "x", detail: ""))
        try queue.take([DrawQueueTests.outcome(0, 0, "wrong"), lost], of: first)
        let second = queue.next(1)
        #expect(second == [.init(prompt: 0, draws: 2..<4)])
        try queue.take(DrawQueueTests.answers(second, "wrong"), of: second)
        #expect(queue.groups()[0].end == .allDrawn)
        #expect(queue.groups()[0].outcomes[1] == lost)
    }

    @Test(
        "an answer that nobody asked for, one twice and one too few are refused",
        arguments: [[(0, 0), (0, 1), (0, 2)], [(0, 0), (0, 0)], [(0, 0)], [(5, 0)]])
    func refused(places: [(Int, Int)]) {
        var queue = DrawQueueTests.queue(1)
        let requests = queue.next(1)
        let fault = #expect(throws: Fault.self) {
            try queue.take(places.map { DrawQueueTests.outcome($0.0, $0.1) }, of: requests)
        }
        #expect(fault?.code == .internalError)
    }

    @Test("no draws wanted, or no questions: done")
    func nothing() {
        #expect(DrawQueueTests.queue(2, wanted: 0).doneCount == 2)
        #expect(DrawQueueTests.queue(0).groups().isEmpty)
    }
}

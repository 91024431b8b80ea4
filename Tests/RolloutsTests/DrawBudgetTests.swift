import Records
import Testing

@testable import Rollouts

@Suite("A budget of further draws")
struct DrawBudgetTests {
    /// Draws are worth more the nearer a question is to half right; four draws settle it.
    static func worth(_ counts: VerdictCounts) -> Double {
        guard counts.decided < 12 else { return 0 }
        let share = Double(counts.right) / Double(max(1, counts.decided))
        return 1 - abs(share - 0.5)
    }

    static func queue(
        _ count: Int, budget: Int, wave: Int = 4, recorded: [DrawOutcome] = []
    ) -> DrawQueue {
        DrawQueue(
            promptCount: count, plan: DrawPlan(wanted: 4, waves: [4]), recorded: recorded,
            judge: DrawQueueTests.verdict, rule: { _ in nil },
            budget: DrawBudget(drawCount: budget, wave: wave, worth: worth))
    }

    /// Question `p` answers right where the draw's number is below `p`, of every eight.
    static func answer(_ request: DrawRequest) -> [DrawOutcome] {
        request.draws.map {
            DrawQueueTests.outcome(request.prompt, $0, $0 % 8 < request.prompt ? "right" : "wrong")
        }
    }

    /// Draws until nothing is left, answering in an order that a generator decides.
    static func drain(_ queue: inout DrawQueue, seed: UInt64) throws -> [DrawOutcome] {
        var random = CounterGenerator(Seed(seed))
        var outcomes: [DrawOutcome] = []
        var waiting: [DrawRequest] = []
        while !queue.isDone {
            waiting += queue.next(random.index(below: 5) + 1)
            guard !waiting.isEmpty else { continue }
            let request = waiting.remove(at: random.index(below: waiting.count))
            outcomes += answer(request)
            try queue.take(answer(request).reversed(), of: [request])
        }
        return outcomes
    }

    @Test(arguments: [0, 1, 4, 7, 30, 64])
    func `is spent to the last draw where each is worth something`(budget: Int) throws {
        var queue = DrawBudgetTests.queue(9, budget: budget)
        let outcomes = try DrawBudgetTests.drain(&queue, seed: 1)
        #expect(outcomes.count == 9 * 4 + budget)
        let groups = queue.groups()
        #expect(groups.map(\.bought).reduce(0, +) == budget)
        for group in groups {
            #expect(group.outcomes.map(\.draw) == Array(0..<(4 + group.bought)))
        }
    }

    @Test func `ends where no draw is worth anything`() throws {
        var queue = DrawBudgetTests.queue(3, budget: 1000)
        #expect(try DrawBudgetTests.drain(&queue, seed: 1).count == 3 * 12)
        #expect(queue.groups().map(\.bought) == [8, 8, 8])
    }

    @Test func `goes to those to which it is worth most, and to the first of equals`() throws {
        var queue = DrawBudgetTests.queue(9, budget: 4)
        _ = try DrawBudgetTests.drain(&queue, seed: 1)
        // Of four draws, question 2 has two right: nobody is nearer to half.
        #expect(queue.groups().map(\.bought) == [0, 0, 4, 0, 0, 0, 0, 0, 0])
    }

    @Test func `is shared out by verdicts, not by who answers first`() throws {
        var first = DrawBudgetTests.queue(17, budget: 50, wave: 3)
        _ = try DrawBudgetTests.drain(&first, seed: 1)
        let groups = first.groups()
        for seed in UInt64(2)..<30 {
            var other = DrawBudgetTests.queue(17, budget: 50, wave: 3)
            _ = try DrawBudgetTests.drain(&other, seed: seed)
            #expect(other.groups() == groups)
        }
    }

    @Test(arguments: [0, 10, 35, 60, 85])
    func `goes on after a kill as if there had been none`(recordedCount: Int) throws {
        var whole = DrawBudgetTests.queue(9, budget: 50)
        let outcomes = try DrawBudgetTests.drain(&whole, seed: 1)
        var rest = DrawBudgetTests.queue(
            9, budget: 50, recorded: Array(outcomes.prefix(recordedCount)))
        let later = try DrawBudgetTests.drain(&rest, seed: 2)
        #expect(rest.groups() == whole.groups())
        #expect(later.count == outcomes.count - recordedCount)
    }

    @Test func `is not spent on questions whose draws never come`() throws {
        var queue = DrawBudgetTests.queue(9, budget: 64)
        var asked = [Int](repeating: 0, count: 9)
        while !queue.isDone {
            let requests = queue.next(9)
            let outcomes = requests.flatMap { request in
                DrawBudgetTests.answer(request).map { outcome in
                    guard request.prompt == 2, outcome.draw >= 4 else { return outcome }
                    return DrawOutcome(
                        prompt: 2, draw: outcome.draw,
                        result: .missing(reason: "timeout", detail: "30 s"))
                }
            }
            for outcome in outcomes { asked[outcome.prompt] += 1 }
            try queue.take(outcomes, of: requests)
        }
        #expect(asked[2] == 4 + 4)
        #expect(queue.groups().allSatisfy { $0.end == .budget })
        #expect(queue.groups().map(\.bought).reduce(0, +) > 4)
    }
}

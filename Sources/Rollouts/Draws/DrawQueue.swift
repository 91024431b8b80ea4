import Records

/// Which draws are to be made next: every question goes through its waves by itself, so that nobody
/// waits for the slowest question of a wave. When all are through, a budget is shared out in rounds.
///
/// A state machine without input or output; `DrawSession` drives it.
struct DrawQueue {
    /// What the grader says of a draw; nothing for one that never came.
    typealias Judge = (DrawOutcome) -> Verdict?
    /// Why a question with these verdicts needs no further draws; nothing if it does.
    typealias Rule = (VerdictCounts) -> DrawGroup.End?

    private struct Progress {
        var asked = 0
        var wave = 0
        var pending: Set<Int> = []
        var counts = VerdictCounts()
        var outcomes: [DrawOutcome] = []
        var recorded: [Int: DrawOutcome] = [:]
        var end: DrawGroup.End?
        /// How many of the draws the budget paid for.
        var bought = 0
        var isBuying = false
        /// How many of its draws said something when it was last given some.
        var decidedBefore = -1
    }

    private let plan: DrawPlan
    private let judge: Judge
    private let rule: Rule
    private let budget: DrawBudget?
    /// How much of the budget is left.
    private var left: Int
    /// What a draw is worth to each question; nothing where that must be asked again.
    private var worths: [Double?]
    private var prompts: [Progress]
    private var ready: [DrawRequest] = []
    private var readyStart = 0

    /// How many questions are through their waves.
    private(set) var doneCount = 0
    /// How many questions wait for draws that the budget pays for.
    private var buyerCount = 0
    /// How many draws were taken from those recorded.
    private(set) var recordedCount = 0

    /// The draws of so many questions.
    ///
    /// - Parameters:
    ///   - recorded: draws that were made before. Those that the plan does not come to are left out,
    ///     as if nobody had made them.
    ///   - budget: further draws, after those of the plan.
    init(
        promptCount: Int, plan: DrawPlan, recorded: [DrawOutcome], judge: @escaping Judge,
        rule: @escaping Rule, budget: DrawBudget? = nil
    ) {
        self.plan = plan
        self.judge = judge
        self.rule = rule
        self.budget = budget
        left = budget?.drawCount ?? 0
        worths = Array(repeating: nil, count: promptCount)
        prompts = Array(repeating: Progress(), count: promptCount)
        for outcome in recorded where prompts.indices.contains(outcome.prompt) {
            prompts[outcome.prompt].recorded[outcome.draw] = outcome
        }
        for prompt in prompts.indices { advance(prompt) }
        buy()
    }

    /// Whether no question needs anything more.
    var isDone: Bool { doneCount == prompts.count && buyerCount == 0 }

    /// How many requests wait.
    var readyCount: Int { ready.count - readyStart }

    /// Takes the requests that have waited longest.
    mutating func next(_ limit: Int) -> [DrawRequest] {
        let end = readyStart + min(max(0, limit), readyCount)
        let requests = Array(ready[readyStart..<end])
        readyStart = end
        if readyStart > 1024, readyStart * 2 > ready.count {
            ready.removeFirst(readyStart)
            readyStart = 0
        }
        return requests
    }

    /// Takes what a policy answered to some requests.
    ///
    /// - Throws: a `Fault` of code `internalError` where it did not answer each draw once.
    mutating func take(
        _ outcomes: [DrawOutcome], of requests: [DrawRequest]
    ) throws(Fault) {
        for outcome in outcomes {
            guard prompts.indices.contains(outcome.prompt),
                prompts[outcome.prompt].pending.remove(outcome.draw) != nil
            else {
                throw Fault(
                    .internalError,
                    "the policy answered draw \(outcome.draw) of question \(outcome.prompt), which "
                        + "nobody asked for or which it has answered before")
            }
            accept(outcome)
        }
        for request in requests {
            if let draw = request.draws.first(where: {
                prompts[request.prompt].pending.contains($0)
            }) {
                throw Fault(
                    .internalError,
                    "the policy left draw \(draw) of question \(request.prompt) unanswered")
            }
        }
        for request in requests { advance(request.prompt) }
        buy()
    }

    /// What came of every question.
    ///
    /// - Precondition: all are done.
    func groups() -> [DrawnGroup] {
        prompts.enumerated().map { place, progress in
            guard let end = progress.end else { preconditionFailure("a question is not done") }
            return DrawnGroup(
                prompt: place, outcomes: progress.outcomes.sorted { $0.draw < $1.draw },
                // Who got nothing has that by the verdicts as well.
                end: budget != nil && end == .allDrawn ? .budget : end,
                bought: progress.bought)
        }
    }

    private mutating func accept(_ outcome: DrawOutcome) {
        prompts[outcome.prompt].counts.add(judge(outcome))
        prompts[outcome.prompt].outcomes.append(outcome)
    }

    /// Goes on to the next wave of a question whose last one is in, as long as all of it is recorded.
    private mutating func advance(_ prompt: Int) {
        if prompts[prompt].isBuying, prompts[prompt].pending.isEmpty {
            prompts[prompt].isBuying = false
            buyerCount -= 1
        }
        while prompts[prompt].pending.isEmpty, prompts[prompt].end == nil {
            let asked = prompts[prompt].asked
            if asked > 0, let end = rule(prompts[prompt].counts) { return finish(prompt, end) }
            let wave = plan.wave(prompts[prompt].wave, after: asked)
            if wave.isEmpty { return finish(prompt, .allDrawn) }
            prompts[prompt].wave += 1
            prompts[prompt].asked = wave.upperBound
            ask(wave, of: prompt)
        }
    }

    private mutating func ask(_ wave: Range<Int>, of prompt: Int) {
        var start = wave.lowerBound
        for draw in wave {
            if let outcome = prompts[prompt].recorded.removeValue(forKey: draw) {
                recordedCount += 1
                accept(outcome)
                if start < draw { ready.append(DrawRequest(prompt: prompt, draws: start..<draw)) }
                start = draw + 1
            } else {
                prompts[prompt].pending.insert(draw)
            }
        }
        if start < wave.upperBound {
            ready.append(DrawRequest(prompt: prompt, draws: start..<wave.upperBound))
        }
    }

    private mutating func finish(_ prompt: Int, _ end: DrawGroup.End) {
        prompts[prompt].end = end
        if left == 0 { prompts[prompt].recorded = [:] }
        doneCount += 1
    }

    /// Shares out a round of the budget where nobody waits for anything: the next one is shared out by
    /// what the draws of this one say.
    private mutating func buy() {
        guard let budget else { return }
        while isDone, left > 0 {
            for prompt in prompts.indices where worths[prompt] == nil {
                // Where draws never come, or cannot be graded, more of them are worth nothing.
                let counts = prompts[prompt].counts
                let isFruitless = counts.decided == prompts[prompt].decidedBefore
                worths[prompt] = isFruitless ? 0 : budget.worth(counts)
            }
            let round = budget.round(worths.map { $0 ?? 0 }, left: left)
            if round.isEmpty { return }
            for (prompt, drawCount) in round {
                let asked = prompts[prompt].asked
                left -= drawCount
                worths[prompt] = nil
                prompts[prompt].decidedBefore = prompts[prompt].counts.decided
                prompts[prompt].asked += drawCount
                prompts[prompt].bought += drawCount
                ask(asked..<(asked + drawCount), of: prompt)
                if !prompts[prompt].pending.isEmpty {
                    prompts[prompt].isBuying = true
                    buyerCount += 1
                }
            }
        }
    }
}

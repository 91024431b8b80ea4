import Records
import Rollouts
import Sampling

/// A way to sample and to label.
struct LabelScheme {
    /// Labels of a kind, and how many of them the pass rate contradicts.
    struct Tally {
        var count = 0
        var wrong = 0
        var share: String {
            count == 0 ? "-" : Figure.fixed(100 * Double(wrong) / Double(count), 1) + " %"
        }
    }

    struct Result {
        var draws = 0
        var easy = Tally()
        var medium = Tally()
        var hard = Tally()
        var undecided = 0
    }

    var name: String
    var limit: Int
    var waves = [1]
    var stop: StopRule
    /// The rule; nothing for the likeliest label.
    var rule: LabelRule?
    /// Whether what is saved of eight draws a question is spent where it helps labels most.
    var spendsSavings = false

    static let all: [LabelScheme] = {
        let bounds = DifficultyBounds()
        var all = [
            LabelScheme(name: "fixed 8 (PeBR)", limit: 8, stop: .none, rule: .pebr),
            LabelScheme(name: "exact, cap 8", limit: 8, stop: .exact, rule: .pebr),
            LabelScheme(name: "exact, cap 16", limit: 16, stop: .exact, rule: .pebr),
            LabelScheme(name: "exact, cap 24", limit: 24, stop: .exact, rule: .pebr),
            LabelScheme(name: "exact, cap 32", limit: 32, stop: .exact, rule: .pebr),
            LabelScheme(
                name: "exact, cap 16, waves 2 2 4 8", limit: 16, waves: [2, 2, 4, 8], stop: .exact,
                rule: .pebr),
        ]
        for certainty in [0.7, 0.8, 0.9] {
            all.append(
                LabelScheme(
                    name: "posterior \(certainty), cap 32", limit: 32,
                    stop: .posterior(certainty: certainty, bounds: bounds),
                    rule: .posterior(certainty: certainty)))
        }
        all.append(
            LabelScheme(
                name: "exact, cap 4, budget to 8", limit: 4, stop: .exact, rule: nil,
                spendsSavings: true))
        return all
    }()

    private static func likeliest(_ estimate: PassRateEstimate) -> Difficulty {
        if estimate.medium >= max(estimate.easy, estimate.hard) { return .medium }
        return estimate.easy >= estimate.hard ? .easy : .hard
    }

    /// Draws from the verdicts that are there, and holds the labels against the pass rates.
    func run(_ verdicts: VerdictMatrix, fixedDraws: Int) async throws -> Result {
        let stop = stop
        func groups(_ budget: DrawBudget?) async throws(Fault) -> [DrawnGroup] {
            try await DrawSession(
                MatrixPolicy(rows: verdicts.rows), plan: DrawPlan(wanted: limit, waves: waves),
                judge: MatrixPolicy.verdict, rule: { stop.end(after: $0) }, budget: budget
            ).run(promptCount: verdicts.rows.count)
        }
        var drawn = try await groups(nil)
        if spendsSavings {
            let spent = drawn.reduce(0) { $0 + $1.outcomes.count }
            let error = LabelError(bounds: DifficultyBounds())
            let most = verdicts.rows.map(\.isRight.count).min() ?? 0
            drawn = try await groups(
                DrawBudget(drawCount: max(0, fixedDraws - spent), wave: 2) { counts in
                    counts.decided + 2 > most ? 0 : error.worth(ofDrawAfter: counts, wave: 2)
                })
        }
        var result = Result()
        for group in drawn {
            var counts = VerdictCounts()
            for outcome in group.outcomes { counts.add(MatrixPolicy.verdict(outcome)) }
            result.draws += group.outcomes.count
            let passRate = verdicts.rows[group.prompt].passRate
            let estimate = PassRateEstimate(
                BetaPosterior(counts), bounds: DifficultyBounds(), groupSize: 8)
            let label =
                rule?.label(counts, wanted: limit, end: group.end, estimate: estimate).difficulty
                ?? LabelScheme.likeliest(estimate)
            switch label {
            case .easy:
                result.easy.count += 1
                if passRate < 0.9 { result.easy.wrong += 1 }
            case .hard:
                result.hard.count += 1
                if passRate > 0.1 { result.hard.wrong += 1 }
            case .medium:
                result.medium.count += 1
                if passRate > 0.9 || passRate < 0.1 { result.medium.wrong += 1 }
            case .undecided, .excluded: result.undecided += 1
            }
        }
        return result
    }
}

/// Answers with the verdicts that were drawn before.
private struct MatrixPolicy: Policy {
    let rows: [VerdictMatrix.Row]
    var requestLimit: Int { 512 }
    var callLimit: Int { 1 }

    func draw(_ requests: [DrawRequest]) async throws(Fault) -> [DrawOutcome] {
        var outcomes: [DrawOutcome] = []
        for request in requests {
            for draw in request.draws {
                guard rows[request.prompt].isRight.indices.contains(draw) else {
                    throw Fault(.internalError, "draw \(draw) is one of those that tell the truth")
                }
                outcomes.append(
                    DrawOutcome(
                        prompt: request.prompt, draw: draw,
                        result: .response(
                            PolicyResponse(
                                text: rows[request.prompt].isRight[draw] ? "right" : "wrong",
                                tokenCount: 1, finishReason: .stop))))
            }
        }
        return outcomes
    }

    static func verdict(_ outcome: DrawOutcome) -> Verdict? {
        guard case .response(let response) = outcome.result else { return nil }
        return response.text == "right" ? .right : .wrong
    }
}

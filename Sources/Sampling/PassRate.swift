public import Records

/// What a question's group of rollouts says of the policy's pass rate on it: a row of `pass_rates`.
///
/// The share of right draws is not among the columns: in a group whose drawing stopped early it is
/// biased (a group of pass rate 0.7 that stops once it is mixed has 0.62 right on average).
public struct PassRate: Sendable, Hashable {
    /// The question's id.
    public var question: String
    /// Rollouts with a verdict of right.
    public var right: Int
    /// Rollouts in all.
    public var draws: Int
    /// Rollouts that the grader could not decide.
    public var notGradable: Int
    /// Draws that were asked for and never came.
    public var missing: Int
    /// Mean of the pass rate's Beta posterior.
    public var posteriorMean: Double
    /// The lower end of the posterior's 95 % credible interval.
    public var low: Double
    /// The upper end.
    public var high: Double
    /// The probability that the pass rate is that of an easy question.
    public var easy: Double
    /// The probability that it is that of a medium one.
    public var medium: Double
    /// The probability that it is that of a hard one.
    public var hard: Double
    /// The label that the rule gives.
    public var difficulty: Difficulty
    /// Why there are not more draws: how drawing ended, or `insufficient_draws` where they do not
    /// suffice for a label.
    public var reason: String

    /// The reason of a group that the rule cannot label.
    public static let insufficientDraws = "insufficient_draws"

    /// The pass rate of a group.
    ///
    /// - Parameter end: how drawing ended.
    public init(
        question: String, counts: VerdictCounts, difficulty: Difficulty,
        end: DrawGroup.End = .allDrawn, prior: BetaPosterior.Prior = .init(),
        bounds: DifficultyBounds = .init()
    ) {
        self.question = question
        right = counts.right
        draws = counts.decided + counts.notGradable
        notGradable = counts.notGradable
        missing = counts.missing
        let posterior = BetaPosterior(counts, prior: prior)
        posteriorMean = posterior.mean
        let interval = posterior.credibleInterval()
        low = interval.lowerBound
        high = interval.upperBound
        easy = bounds.probability(of: .easy, posterior)
        medium = bounds.probability(of: .medium, posterior)
        hard = bounds.probability(of: .hard, posterior)
        self.difficulty = difficulty
        reason = difficulty == .undecided ? PassRate.insufficientDraws : end.rawValue
    }
}

extension PassRate: TableRow {
    /// The pass rate as a row.
    public var json: JSONValue {
        .object([
            .init("question", .string(question)),
            .init("right", .integer(right)),
            .init("draws", .integer(draws)),
            .init("not_gradable", .integer(notGradable)),
            .init("missing", .integer(missing)),
            .init("posterior_mean", .real(posteriorMean)),
            .init("low", .real(low)),
            .init("high", .real(high)),
            .init("p_easy", .real(easy)),
            .init("p_medium", .real(medium)),
            .init("p_hard", .real(hard)),
            .init("difficulty", .string(difficulty.rawValue)),
            .init("reason", .string(reason)),
        ])
    }

    /// A pass rate from a row.
    public init(json: JSONValue) throws(Fault) {
        question = try json.column("question", \.stringValue)
        right = try json.column("right", \.integerValue)
        draws = try json.column("draws", \.integerValue)
        notGradable = try json.column("not_gradable", \.integerValue)
        missing = try json.column("missing", \.integerValue)
        posteriorMean = try json.column("posterior_mean", \.realValue)
        low = try json.column("low", \.realValue)
        high = try json.column("high", \.realValue)
        easy = try json.column("p_easy", \.realValue)
        medium = try json.column("p_medium", \.realValue)
        hard = try json.column("p_hard", \.realValue)
        difficulty = try json.column("difficulty") {
            $0.stringValue.flatMap { Difficulty(rawValue: $0) }
        }
        reason = try json.column("reason", \.stringValue)
    }
}

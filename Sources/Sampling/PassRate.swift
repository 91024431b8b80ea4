public import Records

/// What a question's group of rollouts says of the policy's pass rate on it: a row of `pass_rates`.
public struct PassRate: Sendable, Hashable {
    /// The question's id.
    public var question: String
    /// Rollouts with a verdict of right.
    public var right: Int
    /// Rollouts in all.
    public var draws: Int
    /// Mean of the pass rate's Beta posterior under a uniform prior: (right + 1) / (draws + 2).
    public var posteriorMean: Double
    /// The label that the rule gives.
    public var difficulty: Difficulty

    /// The pass rate of a group.
    public init(question: String, right: Int, draws: Int, difficulty: Difficulty) {
        self.question = question
        self.right = right
        self.draws = draws
        posteriorMean = Double(right + 1) / Double(draws + 2)
        self.difficulty = difficulty
    }
}

extension PassRate: TableRow {
    /// The pass rate as a row.
    public var json: JSONValue {
        .object([
            .init("question", .string(question)),
            .init("right", .integer(right)),
            .init("draws", .integer(draws)),
            .init("posterior_mean", .real(posteriorMean)),
            .init("difficulty", .string(difficulty.rawValue)),
        ])
    }

    /// A pass rate from a row.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            question: try json.column("question", \.stringValue),
            right: try json.column("right", \.integerValue),
            draws: try json.column("draws", \.integerValue),
            difficulty: try json.column("difficulty") {
                $0.stringValue.flatMap { Difficulty(rawValue: $0) }
            })
    }
}

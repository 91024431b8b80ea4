import Records
import Sampling

/// How many answers of a policy were right: a row of `accuracy`.
struct AccuracyRow: TableRow, Hashable {
    /// The stage that made the policy.
    var policy: String
    /// `greedy` or `sampled`.
    var mode: String
    /// A capability's name, or `all`.
    var capability: String
    var questions: Int
    var draws: Int
    var right: Int
    /// Wilson's 95 % interval over questions: of the rounded number of questions' worth of right
    /// answers, since draws of one question are not independent.
    var low: Double
    var high: Double

    var accuracy: Double { draws == 0 ? 0 : Double(right) / Double(draws) }

    init(
        policy: String, mode: String, capability: String, questions: Int, draws: Int, right: Int
    ) {
        self.policy = policy
        self.mode = mode
        self.capability = capability
        self.questions = questions
        self.draws = draws
        self.right = right
        let share = draws == 0 ? 0 : Double(right) / Double(draws)
        let interval = WilsonInterval(
            right: Int((share * Double(questions)).rounded()), count: questions)
        low = interval.low
        high = interval.high
    }

    /// The rows of a policy's rollouts: one for all questions and one for each capability.
    ///
    /// Draws that are not there, of questions that the policy cannot read, count as not right: two
    /// policies are compared on the same questions.
    static func rows(
        policy: String, mode: String, questions: [Question], rollouts: [Rollout], drawsEach: Int
    ) -> [AccuracyRow] {
        let capability = Dictionary(
            questions.map { ($0.id, $0.capability) }, uniquingKeysWith: { first, _ in first })
        let groups: [Capability?] = [nil] + Capability.allCases.map { $0 }
        return groups.compactMap { group in
            let own = rollouts.filter { group == nil || capability[$0.question] == group }
            let count = questions.count { group == nil || $0.capability == group }
            if count == 0 { return nil }
            return AccuracyRow(
                policy: policy, mode: mode, capability: group?.rawValue ?? "all",
                questions: count, draws: count * drawsEach,
                right: own.count { $0.verdict == .right })
        }
    }

    var json: JSONValue {
        [
            "policy": .string(policy), "mode": .string(mode), "capability": .string(capability),
            "questions": .integer(questions), "draws": .integer(draws), "right": .integer(right),
            "accuracy": .real(accuracy), "low": .real(low), "high": .real(high),
        ]
    }

    init(json: JSONValue) throws(Fault) {
        self.init(
            policy: try json.column("policy", \.stringValue),
            mode: try json.column("mode", \.stringValue),
            capability: try json.column("capability", \.stringValue),
            questions: try json.column("questions", \.integerValue),
            draws: try json.column("draws", \.integerValue),
            right: try json.column("right", \.integerValue))
    }
}

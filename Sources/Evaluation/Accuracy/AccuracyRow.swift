public import Records
import Sampling

/// How many answers of a policy were right: a row of `accuracy`, or of `families`.
public struct AccuracyRow: TableRow, Hashable {
    /// The stage that made the policy.
    public var policy: String
    /// `greedy` or `sampled`; `blind-greedy` or `blind-sampled` without the pictures.
    public var mode: String
    /// A capability's name, or `all`.
    public var capability: String
    /// A family's name, in a row of `families`.
    public var family: String?
    /// How many questions the group has.
    public var questions: Int
    /// How many answers were wanted of them.
    public var draws: Int
    /// How many answers are right.
    public var right: Int
    /// Tokens of all responses, end tokens included.
    public var tokens: Int
    /// Wilson's 95 % interval over questions.
    var interval: WilsonInterval

    /// The share of right answers; 0 where none was wanted.
    var accuracy: Double { draws == 0 ? 0 : Double(right) / Double(draws) }
    /// The interval's lower end, as a share.
    var low: Double { interval.low }
    /// The interval's upper end, as a share.
    var high: Double { interval.high }

    /// A row; see the properties.
    public init(
        policy: String, mode: String, capability: String, family: String? = nil, questions: Int,
        draws: Int, right: Int, tokens: Int
    ) {
        self.policy = policy
        self.mode = mode
        self.capability = capability
        self.family = family
        self.questions = questions
        self.draws = draws
        self.right = right
        self.tokens = tokens
        interval = WilsonInterval(right, of: draws, questions: questions)
    }

    /// The rows of a policy's rollouts, one for each group.
    ///
    /// Draws that are not there, of questions that the policy cannot read, count as not right: two
    /// policies are compared on the same questions.
    static func rows(
        policy: String, mode: String, questions: [Question], family field: String,
        rollouts: [Rollout], drawsEach: Int
    ) -> [AccuracyRow] {
        var counts: [QuestionGroup: (questions: Int, right: Int, tokens: Int)] = [:]
        var groups: [[UInt8]: [QuestionGroup]] = [:]
        for question in questions {
            let own = QuestionGroup.groups(of: question, field: field)
            groups[Array(question.id.utf8)] = own
            for group in own { counts[group, default: (0, 0, 0)].questions += 1 }
        }
        for rollout in rollouts {
            for group in groups[Array(rollout.question.utf8)] ?? [] {
                counts[group]?.right += rollout.verdict == .right ? 1 : 0
                counts[group]?.tokens += rollout.tokenCount ?? 0
            }
        }
        return QuestionGroup.ordered(questions, field: field).compactMap { group in
            counts[group].map { count in
                AccuracyRow(
                    policy: policy, mode: mode, capability: group.capability,
                    family: group.family, questions: count.questions,
                    draws: count.questions * drawsEach, right: count.right, tokens: count.tokens)
            }
        }
    }

    /// The row as an object.
    public var json: JSONValue {
        let head: [JSONValue.Member] = [
            .init("policy", .string(policy)), .init("mode", .string(mode)),
        ]
        let group = JSONValue.Member(
            family == nil ? "capability" : "family", .string(family ?? capability))
        return .object(
            head + [
                group, .init("questions", .integer(questions)), .init("draws", .integer(draws)),
                .init("right", .integer(right)), .init("accuracy", .real(accuracy)),
                .init("low", .real(low)), .init("high", .real(high)),
                .init("tokens", .integer(tokens)),
            ])
    }

    /// The row from its object.
    public init(json: JSONValue) throws(Fault) {
        let family = json["family"]?.stringValue
        self.init(
            policy: try json.column("policy", \.stringValue),
            mode: try json.column("mode", \.stringValue),
            capability: family == nil ? try json.column("capability", \.stringValue) : "all",
            family: family,
            questions: try json.column("questions", \.integerValue),
            draws: try json.column("draws", \.integerValue),
            right: try json.column("right", \.integerValue),
            tokens: try json.column("tokens", \.integerValue))
    }
}

extension WilsonInterval {
    /// The interval over questions of a share of draws: of the rounded numbers of questions' worth,
    /// since draws of one question are not independent.
    ///
    /// - Parameters:
    ///   - draws: the draws that the share is of.
    ///   - questions: how many questions' worth of draws that is.
    init(_ part: Int, of draws: Int, questions: Int) {
        let share = draws == 0 ? 0 : Double(part) / Double(draws)
        self.init(right: Int((share * Double(questions)).rounded()), count: questions)
    }
}

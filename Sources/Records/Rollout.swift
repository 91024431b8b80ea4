/// One sampled response to one question, graded.
public struct Rollout: Sendable, Hashable {
    /// Why a response ended.
    public enum FinishReason: String, Sendable, Hashable {
        /// The policy ended it.
        case stop
        /// It reached the length limit.
        case length
    }

    /// A part of a reward.
    public struct Reward: Sendable, Hashable {
        /// The component, such as `format`.
        public var name: String
        /// Its value.
        public var value: Double

        /// A component and its value.
        public init(name: String, value: Double) {
            self.name = name
            self.value = value
        }
    }

    /// The grader of a verdict that was recorded with its response.
    public static let recordedGrader = "recorded"

    /// The question's id.
    public var question: String
    /// What it was drawn for.
    public var kind: RolloutKind
    /// Which of the question's draws of this kind this is, from 0.
    public var draw: Int
    /// The draw whose description was given; nothing where none was.
    public var parent: Int?
    /// The whole response.
    public var response: String
    /// The response's length in tokens, its end token included; nothing if the policy does not say.
    public var tokenCount: Int?
    /// Why it ended.
    public var finishReason: FinishReason
    /// The seed that it was drawn with; nothing where the policy took none.
    public var seed: UInt64?
    /// How long its request took, in seconds; nothing for what was computed in batches.
    public var seconds: Double?
    /// The answer that the grader found in it.
    public var answer: String?
    /// The grader's word.
    public var verdict: Verdict
    /// Whether the description that was given states the gold answer, so that a right answer says
    /// nothing of the description; nothing where none was given.
    public var statesAnswer: Bool?
    /// Whether a response without an answer in its format holds the gold answer all the same; nothing
    /// where there is an answer.
    public var isRightButFormat: Bool?
    /// The grader's name and behaviour version, or `recordedGrader`.
    public var grader: String
    /// Parts of a reward, where one was computed.
    public var rewards: [Reward]
    /// The provenance that it belongs to: the first digits of the digest of `provenance.json`.
    public var provenance: String

    /// A rollout with its facts.
    public init(
        question: String, kind: RolloutKind = .answer, draw: Int, parent: Int? = nil,
        response: String, tokenCount: Int?, finishReason: FinishReason, seed: UInt64? = nil,
        seconds: Double? = nil, answer: String? = nil, verdict: Verdict, statesAnswer: Bool? = nil,
        isRightButFormat: Bool? = nil, grader: String = "", rewards: [Reward] = [],
        provenance: String = ""
    ) {
        self.question = question
        self.kind = kind
        self.draw = draw
        self.parent = parent
        self.response = response
        self.tokenCount = tokenCount
        self.finishReason = finishReason
        self.seed = seed
        self.seconds = seconds
        self.answer = answer
        self.verdict = verdict
        self.statesAnswer = statesAnswer
        self.isRightButFormat = isRightButFormat
        self.grader = grader
        self.rewards = rewards
        self.provenance = provenance
    }
}

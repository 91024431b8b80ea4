public import Records

/// All that is known of a question before it is labelled.
public struct GroupEvidence: Sendable, Hashable {
    /// The question's id.
    public var question: String
    /// Its data set; empty where nobody says.
    public var source: String
    /// What it asks of a policy.
    public var capability: Capability?
    /// The SHA-256 of its first picture, in hexadecimal digits.
    public var picture: String?
    /// What the verdicts on its answers come to.
    public var counts: VerdictCounts
    /// How many draws it should have.
    public var wanted: Int
    /// Why drawing ended.
    public var end: DrawGroup.End
    /// How much its wrong answers agree, where no answer is right; nothing where nobody looked.
    public var agreement: AnswerAgreement?
    /// Components of a reward that are the same in all of at least two draws.
    public var constantRewards: [String]
    /// Draws without the picture.
    public var blind: TrialCounts
    /// Draws with a right answer's description in the picture's place; without those whose
    /// description states the answer.
    public var described: TrialCounts
    /// What earlier draws say.
    public var carried: CarriedEvidence?

    /// Evidence of draws that are all there, unless more is said.
    public init(
        question: String, source: String = "", capability: Capability? = nil,
        picture: String? = nil, counts: VerdictCounts, wanted: Int? = nil,
        end: DrawGroup.End = .allDrawn, agreement: AnswerAgreement? = nil,
        constantRewards: [String] = [], blind: TrialCounts = .init(),
        described: TrialCounts = .init(), carried: CarriedEvidence? = nil
    ) {
        self.question = question
        self.source = source
        self.capability = capability
        self.picture = picture
        self.counts = counts
        self.wanted = wanted ?? counts.decided
        self.end = end
        self.agreement = agreement
        self.constantRewards = constantRewards
        self.blind = blind
        self.described = described
        self.carried = carried
    }

    /// Keeps what an earlier stage knew and the new draws do not say.
    ///
    /// - Parameters:
    ///   - old: the question's earlier row.
    ///   - carried: the evidence in it.
    public mutating func keep(what old: PassRate, carried: CarriedEvidence) {
        self.carried = carried
        if blind.draws == 0 { blind = old.blind }
        if described.draws == 0 { described = old.described }
        if counts.decided == 0 { constantRewards = old.constantRewards }
    }
}

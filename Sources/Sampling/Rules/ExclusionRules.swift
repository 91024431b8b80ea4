public import Records

/// When a question without a right answer is not simply hard.
public struct ExclusionRules: Sendable, Hashable {
    /// Causes that are not looked for.
    public var ignored: Set<ExclusionCause>
    /// The share of wrong answers that are one and the same from which the gold answer is suspect.
    public var agreeingShare: Double
    /// How many wrong answers that takes at least.
    public var agreeingAnswers: Int

    /// Rules; three quarters of at least four wrong answers by default.
    public init(
        ignored: Set<ExclusionCause> = [], agreeingShare: Double = 0.75, agreeingAnswers: Int = 4
    ) {
        self.ignored = ignored
        self.agreeingShare = agreeingShare
        self.agreeingAnswers = agreeingAnswers
    }

    /// Why a question may have no right answer although it is not hard; nothing if it has one, or if
    /// its draws show nothing of the kind.
    public func cause(of evidence: GroupEvidence) -> ExclusionCause? {
        let counts = evidence.counts
        guard counts.right == 0, counts.notRight > 0 else { return nil }
        var found: [ExclusionCause] = []
        if counts.rightButFormat > 0 { found.append(.rightButFormat) }
        if counts.noAnswerFound + counts.truncated > counts.notRight / 2 {
            found.append(
                counts.truncated > counts.noAnswerFound ? .truncated : .noAnswerFound)
        }
        // Who gave the gold answer before did not find it wrong.
        let wasRight = (evidence.carried?.right ?? 0) > 0
        if let agreement = evidence.agreement, !wasRight, isSuspect(agreement) {
            found.append(.suspectGold)
        }
        return found.first { !ignored.contains($0) }
    }

    private func isSuspect(_ agreement: AnswerAgreement) -> Bool {
        !agreement.isByNecessity && agreement.wrong >= agreeingAnswers
            && Double(agreement.largest) >= agreeingShare * Double(agreement.wrong)
    }
}

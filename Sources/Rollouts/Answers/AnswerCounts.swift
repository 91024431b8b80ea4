public import Records

/// How many answers got which verdict.
public struct AnswerCounts: Sendable, Hashable {
    /// Answers by verdict.
    public var verdicts: [Verdict: Int] = [:]
    /// Lines that are no answers.
    public var refused = 0

    /// Lines that are answers.
    public var graded: Int { verdicts.values.reduce(0, +) }

    /// No answers.
    public init() {}

    /// The verdicts that were given, the first of `Verdict.allCases` first, such as `3 right, 1 wrong`.
    public var text: String {
        Verdict.allCases.compactMap { verdict in
            verdicts[verdict].map { "\($0) \(verdict.rawValue)" }
        }.joined(separator: ", ")
    }

    mutating func add(_ other: AnswerCounts) {
        verdicts.merge(other.verdicts, uniquingKeysWith: +)
        refused += other.refused
    }
}

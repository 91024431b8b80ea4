public import Records

/// When an answer says what the gold answer says: a rule with a name and a behaviour version.
public enum Equivalence: Sendable, Hashable {
    /// The same text after trimming, case folding and joining runs of white space.
    case exact
    /// The same meaning: `StrictEquivalence`. A number may be off by `tolerance`, a share of the gold
    /// number; nothing for exactly.
    case strict(tolerance: Double?)
    /// What mathruler 0.1.0 says, right or not, for results that compare with those of others.
    case mathruler

    /// The name and the version of the behaviour, such as `strict@1`; it enters the keys of what was
    /// graded.
    public var identifier: String {
        switch self {
        case .exact: "exact@1"
        case .strict: StrictEquivalence.identifier
        case .mathruler: MathrulerEquivalence.identifier
        }
    }

    /// Every rule there is, without a tolerance, the default first.
    public static let all: [Equivalence] = [.strict(tolerance: nil), .mathruler, .exact]

    /// The rule of a name, such as `strict`, in the newest version, or of a name and version.
    ///
    /// - Throws: a `Fault` of code `badInput` that lists the rules there are.
    public init(_ name: String) throws(Fault) {
        let found = Equivalence.all.first { rule in
            rule.identifier == name || rule.identifier.prefix { $0 != "@" } == name
        }
        guard let found else {
            let known = Equivalence.all.map { "`\($0.identifier)`" }.joined(separator: ", ")
            throw Fault(
                .badInput, "there is no grader \"\(name)\"",
                remedy: "the graders are \(known); a name without a version means the newest")
        }
        self = found
    }

    /// The verdict on an answer that was found.
    ///
    /// - Parameters:
    ///   - given: the answer.
    ///   - gold: the gold answer.
    ///   - choices: the question's options, in the order of their letters.
    public func verdict(given: String, gold: String, choices: [String] = []) -> Verdict {
        switch self {
        case .exact: ExactEquivalence.verdict(given: given, gold: gold)
        case .strict(let tolerance):
            StrictEquivalence(tolerance: tolerance)
                .verdict(given: given, gold: gold, choices: choices)
        case .mathruler: MathrulerEquivalence.verdict(given: given, gold: gold)
        }
    }
}

public import Records

/// Groups rollouts by question.
public struct PassRateTable: Sendable {
    /// The rule that makes a label of a group.
    public var rule: LabelRule
    /// What is taken of a pass rate before anything was drawn.
    public var prior: BetaPosterior.Prior
    /// Where pass rates are easy, medium and hard.
    public var bounds: DifficultyBounds
    /// Whether rollouts that were drawn or graded in different ways may be counted together.
    public var allowsMixedProvenance: Bool

    /// A way to label groups.
    public init(
        rule: LabelRule, prior: BetaPosterior.Prior = .init(), bounds: DifficultyBounds = .init(),
        allowsMixedProvenance: Bool = false
    ) {
        self.rule = rule
        self.prior = prior
        self.bounds = bounds
        self.allowsMixedProvenance = allowsMixedProvenance
    }

    /// The pass rate of each question, in the groups' order. Only draws of kind `answer` count.
    ///
    /// - Parameters:
    ///   - groups: how drawing went; each question once.
    ///   - rollouts: any order.
    ///   - missing: draws that never came.
    /// - Throws: a `Fault` if a draw's question is unknown, a draw is there twice (counting it would
    ///   make a wrong label), or provenances are mixed.
    public func passRates(
        of groups: [DrawGroup], rollouts: [Rollout], missing: [MissingDraw] = []
    ) throws(Fault) -> [PassRate] {
        let own = groups.filter { $0.kind == .answer }
        var tally = try DrawTally(own.map(\.question))
        var first: Rollout?
        for rollout in rollouts where rollout.kind == .answer {
            if let first, first.provenance != rollout.provenance, !allowsMixedProvenance {
                throw PassRateTable.mixed(first, rollout)
            }
            first = first ?? rollout
            try tally.add(rollout.question, draw: rollout.draw, rollout.verdict)
        }
        for draw in missing where draw.kind == .answer {
            try tally.add(draw.question, draw: draw.draw, nil)
        }
        return zip(own, tally.counts).map { group, counts in
            PassRate(
                question: group.question, counts: counts,
                difficulty: rule.label(counts, wanted: group.wanted, end: group.end),
                end: group.end, prior: prior, bounds: bounds)
        }
    }

    private static func mixed(_ first: Rollout, _ other: Rollout) -> Fault {
        Fault(
            .badInput,
            "rollouts of provenance `\(first.provenance)` (graded by \(first.grader)) and "
                + "`\(other.provenance)` (graded by \(other.grader)) would be counted together",
            remedy: "draw them in one way, or set allow_mixed_provenance: true")
    }
}

/// Verdicts by question.
private struct DrawTally {
    private(set) var counts: [VerdictCounts]
    private var seen: [Set<Int>]
    /// By the bytes of ids: texts of different bytes may be equal as text.
    private var places: [[UInt8]: Int] = [:]

    init(_ questions: [String]) throws(Fault) {
        counts = Array(repeating: VerdictCounts(), count: questions.count)
        seen = Array(repeating: [], count: questions.count)
        for (place, id) in questions.enumerated() {
            if places.updateValue(place, forKey: Array(id.utf8)) != nil {
                throw Fault(.badInput, "question `\(id)` is there twice")
            }
        }
    }

    mutating func add(_ question: String, draw: Int, _ verdict: Verdict?) throws(Fault) {
        guard let place = places[Array(question.utf8)] else {
            throw Fault(.badInput, "a rollout answers question `\(question)`, which is unknown")
        }
        guard seen[place].insert(draw).inserted else {
            throw Fault(.badInput, "draw \(draw) of question `\(question)` is there twice")
        }
        counts[place].add(verdict)
    }
}

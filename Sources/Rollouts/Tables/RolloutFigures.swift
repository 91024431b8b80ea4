public import Records
import Sampling

/// What a rollout stage says of what it drew.
public struct RolloutFigures: Sendable {
    private var counts: [RolloutKind: VerdictCounts] = [:]
    private var tokenCount = 0
    private var saved = 0
    private var reasons: [String: Int] = [:]
    /// Draws that were given the description of a right answer, without those whose description
    /// states the answer, and how many of them are not right.
    private var describedCount = 0
    private var notSelfContained = 0
    private var statingCount = 0
    /// What a budget was spent on.
    private var bought: BoughtDraws?

    /// No draws.
    public init() {}

    /// Counts a rollout; if it was given a description, `answer` is the verdict on the answer that
    /// the description is from.
    public mutating func add(_ rollout: Rollout, answer: Verdict?) {
        counts[rollout.kind, default: VerdictCounts()].add(rollout.verdict)
        if rollout.kind == .answer { tokenCount += rollout.tokenCount ?? 0 }
        guard rollout.kind == .description else { return }
        if rollout.statesAnswer == true { statingCount += 1 }
        if answer == .right, rollout.statesAnswer != true, rollout.verdict != .notGradable {
            describedCount += 1
            if rollout.verdict != .right { notSelfContained += 1 }
        }
    }

    /// Counts a draw that never came.
    public mutating func add(_ missing: MissingDraw) {
        counts[missing.kind, default: VerdictCounts()].add(nil)
        reasons[missing.reason, default: 0] += 1
    }

    /// Counts the draws that were not needed.
    public mutating func add(_ group: DrawGroup) {
        if group.kind == .answer { saved += max(0, group.wanted - group.asked) }
    }

    /// Counts what a unit spent of the budget.
    public mutating func add(_ unit: BoughtDraws) {
        bought?.add(unit)
        bought = bought ?? unit
    }

    private func rolloutCount(_ kind: RolloutKind) -> Int {
        let own = counts[kind] ?? VerdictCounts()
        return own.decided + own.notGradable
    }

    /// Facts for the receipt.
    ///
    /// - Parameters:
    ///   - draws: how many answers to each question were wanted.
    ///   - provenance: how they were drawn and graded, as a mark.
    public func details(draws: Int, provenance: String) -> JSONValue {
        var lines: [JSONValue] = []
        var kinds: [JSONValue.Member] = []
        for kind in RolloutKind.allCases {
            guard let own = counts[kind] else { continue }
            kinds.append(
                .init(
                    kind.rawValue,
                    [
                        "rollouts": .integer(rolloutCount(kind)), "right": .integer(own.right),
                        "not_gradable": .integer(own.notGradable),
                        "missing": .integer(own.missing),
                    ]))
            let share = Double(own.right) / Double(max(1, own.decided))
            let what = kind == .answer ? "rollouts" : "\(kind.rawValue) rollouts"
            // Policies that do not say how long a response is leave nothing to tell.
            let size = kind == .answer && tokenCount > 0 ? " of \(tokenCount) tokens" : ""
            lines.append(
                .string(
                    "\(rolloutCount(kind)) \(what)\(size), \(Format.percent(share)) right"))
        }
        if saved > 0 {
            lines.append(.string("stopping early saved \(saved) draws"))
        }
        if let bought { lines.append(.string(bought.line)) }
        if let line = descriptionLine { lines.append(.string(line)) }
        return [
            "draws": .integer(draws), "rollouts": .integer(rolloutCount(.answer)),
            "tokens": .integer(tokenCount), "right": .integer(counts[.answer]?.right ?? 0),
            "saved": .integer(saved), "budget": bought?.json ?? .null, "kinds": .object(kinds),
            "descriptions": [
                "of_right": .integer(describedCount),
                "not_self_contained": .integer(notSelfContained),
                "stating_answer": .integer(statingCount),
            ],
            "provenance": .string(provenance), "summary": .array(lines),
        ]
    }

    /// Draws that never came are told by reason, and what was left of a budget.
    public var notices: [String] {
        [bought?.notice, missingNotice].compactMap { $0 }
    }

    private var missingNotice: String? {
        guard !reasons.isEmpty else { return nil }
        let total = reasons.values.reduce(0, +)
        let list = reasons.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        return "\(total) draws never came (\(list.joined(separator: ", "))); they count as neither "
            + "right nor wrong"
    }

    /// Vision-SR1's question: how often is a right answer's description not enough to answer?
    private var descriptionLine: String? {
        guard describedCount > 0 else { return nil }
        let interval = WilsonInterval(right: notSelfContained, count: describedCount)
        let share = Double(notSelfContained) / Double(describedCount)
        return "descriptions of right answers that are not enough to answer: "
            + Format.share(share, low: interval.low, high: interval.high)
            + " of \(describedCount); "
            + "\(statingCount) state the answer"
    }
}

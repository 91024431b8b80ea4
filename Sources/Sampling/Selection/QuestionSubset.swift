public import Records

/// Chooses a share of questions of each source, capability and label.
///
/// Each question has a number of its own, from the seed and its id; the smallest of a stratum are
/// chosen. So neither the order of the questions nor those of other strata change who is chosen, and a
/// larger share takes those of a smaller one and more.
public struct QuestionSubset: Sendable {
    /// Which questions are chosen.
    public struct Rule: Sendable, Hashable {
        /// The share of the questions of each source, capability and label, rounded up.
        public var share = 1.0
        /// The labels of those that are chosen; all if there is none.
        public var labels: [Difficulty] = []
        /// The capabilities of those that are chosen; all if there is none.
        public var capabilities: [Capability] = []
        /// The data sets of those that are chosen; all if there is none.
        public var sources: [String] = []

        /// Every question.
        public init() {}
    }

    /// What is known of a question.
    public struct Member: Sendable {
        /// Its id.
        public var id: String
        /// Its data set.
        public var source: String
        /// What it asks of a policy.
        public var capability: Capability
        /// Its label.
        public var difficulty: Difficulty

        /// A question; see the properties.
        public init(id: String, source: String, capability: Capability, difficulty: Difficulty) {
            self.id = id
            self.source = source
            self.capability = capability
            self.difficulty = difficulty
        }
    }

    private struct Stratum: Hashable {
        var source: [UInt8]
        var capability: Capability
        var difficulty: Difficulty
    }

    private let rule: Rule
    private let seed: Seed

    /// A choice by a rule, and by the numbers that a seed gives to questions.
    public init(_ rule: Rule, seed: Seed) {
        self.rule = rule
        self.seed = seed
    }

    /// The places of the chosen ones, in order. A question of which nothing is known is not chosen.
    public func places(in members: [Member?]) -> [Int] {
        var strata: [Stratum: [(number: UInt64, place: Int)]] = [:]
        for (place, member) in members.enumerated() {
            guard let member, takes(member) else { continue }
            let stratum = Stratum(
                source: Array(member.source.utf8), capability: member.capability,
                difficulty: member.difficulty)
            strata[stratum, default: []].append((seed.deriving(member.id).value, place))
        }
        var chosen: [Int] = []
        for members in strata.values {
            // 0.07 of 100 is a little more than 7 in binary.
            let count = Int((rule.share * Double(members.count) - 1e-9).rounded(.up))
            chosen += members.sorted { $0 < $1 }.prefix(count).map(\.place)
        }
        return chosen.sorted()
    }

    private func takes(_ member: Member) -> Bool {
        (rule.labels.isEmpty || rule.labels.contains(member.difficulty))
            && (rule.capabilities.isEmpty || rule.capabilities.contains(member.capability))
            && (rule.sources.isEmpty
                || rule.sources.contains { $0.utf8.elementsEqual(member.source.utf8) })
    }
}

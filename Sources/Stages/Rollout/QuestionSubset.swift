import Manifests
import Records

/// Chooses a share of questions of each source, capability and label.
///
/// Each question has a number of its own, from the seed and its id; the smallest of a stratum are
/// chosen. So neither the order of the questions nor those of other strata change who is chosen, and a
/// larger share takes those of a smaller one and more.
struct QuestionSubset {
    /// What is known of a question.
    struct Member {
        var id: String
        var source: String
        var capability: Capability
        var difficulty: Difficulty
    }

    private struct Stratum: Hashable {
        var source: [UInt8]
        var capability: Capability
        var difficulty: Difficulty
    }

    private let settings: RolloutSettings.Subset
    private let seed: Seed

    init(_ settings: RolloutSettings.Subset, seed: Seed) {
        self.settings = settings
        self.seed = seed
    }

    /// The places of the chosen ones, in order. A question of which nothing is known is not chosen.
    func places(in members: [Member?]) -> [Int] {
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
            let count = Int((settings.share * Double(members.count) - 1e-9).rounded(.up))
            chosen += members.sorted { $0 < $1 }.prefix(count).map(\.place)
        }
        return chosen.sorted()
    }

    private func takes(_ member: Member) -> Bool {
        (settings.labels.isEmpty || settings.labels.contains(member.difficulty))
            && (settings.capabilities.isEmpty || settings.capabilities.contains(member.capability))
            && (settings.sources.isEmpty
                || settings.sources.contains { $0.utf8.elementsEqual(member.source.utf8) })
    }
}

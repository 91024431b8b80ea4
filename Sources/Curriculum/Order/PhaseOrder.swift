import Records

/// The order in which a phase trains its questions.
public enum PhaseOrder: String, Sendable, Hashable, CaseIterable {
    /// Any order; the seed's.
    case shuffled
    /// By falling pass rate.
    case easyToHard = "easy-to-hard"
    /// By rising pass rate.
    case hardToEasy = "hard-to-easy"
    /// Coarse perception, then fine, then reasoning; shuffled within each.
    case byCapability = "by-capability"
    /// One of each source in turn; sources by name, shuffled within each.
    case interleaved

    /// Puts questions in order.
    ///
    /// - Parameters:
    ///   - choices: in any order, no two of one row.
    ///   - sources: the sources' names, by number.
    func arranged(_ choices: [Choice], sources: [String], seed: Seed) -> [Choice] {
        switch self {
        case .shuffled: return shuffled(choices, seed)
        case .easyToHard: return byPassRate(choices) { $0 > $1 }
        case .hardToEasy: return byPassRate(choices) { $0 < $1 }
        case .byCapability:
            let all = shuffled(choices, seed)
            return Capability.allCases.indices.flatMap { place in
                all.filter { $0.capabilityNumber == place }
            }
        case .interleaved:
            var queues: [[Choice]] = sources.map { _ in [] }
            for choice in shuffled(choices, seed) { queues[Int(choice.source)].append(choice) }
            let turns = sources.indices.sorted {
                sources[$0].utf8.lexicographicallyPrecedes(sources[$1].utf8)
            }
            return PhaseOrder.interleave(turns.map { queues[$0] }.filter { !$0.isEmpty })
        }
    }

    /// By numbers of the seed and the ids: the rows of the table must not matter.
    private func shuffled(_ choices: [Choice], _ seed: Seed) -> [Choice] {
        var numbered = choices.map { (number: SampleKey.uniform($0.id, seed), choice: $0) }
        numbered.sort {
            if $0.number != $1.number { return $0.number < $1.number }
            return $0.choice.id < $1.choice.id
        }
        return numbered.map(\.choice)
    }

    private func byPassRate(
        _ choices: [Choice], _ isBefore: (Double, Double) -> Bool
    ) -> [Choice] {
        choices.sorted {
            $0.posteriorMean != $1.posteriorMean
                ? isBefore($0.posteriorMean, $1.posteriorMean) : Choice.isBefore($0, $1)
        }
    }

    /// Takes one of each queue in turn, as long as it has any.
    private static func interleave(_ queues: [[Choice]]) -> [Choice] {
        var result: [Choice] = []
        var open = queues
        var place = 0
        while !open.isEmpty {
            for queue in open { result.append(queue[place]) }
            place += 1
            open.removeAll { $0.count <= place }
        }
        return result
    }
}

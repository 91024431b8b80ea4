import Records

/// What earlier phases have taken, for replay.
struct PhaseHistory {
    private var phases: [(name: String, choices: [Choice])] = []

    /// Notes a phase.
    mutating func add(_ choices: [Choice], of name: String) { phases.append((name, choices)) }

    /// How many questions may come again.
    func count(_ rule: PhaseRule) -> Int {
        sources(rule).reduce(0) { $0 + phases[$1].choices.count }
    }

    /// Draws some of them, each alike, in seeded order.
    func draw(_ count: Int, _ rule: PhaseRule, _ seed: Seed) -> [BuiltPhase.Member] {
        guard count > 0 else { return [] }
        let own = seed.deriving(rule.name)
        var sample = WeightedSample(limit: count)
        for phase in sources(rule) {
            for choice in phases[phase].choices {
                var again = choice
                again.key = SampleKey.key(of: choice.id, weight: 1, seed: own)
                again.weight = 1
                sample.add(again)
            }
        }
        let drawn = sample.choices
        // Each question is in one phase alone.
        let places = Dictionary(uniqueKeysWithValues: zip(drawn.map(\.row), drawn.indices))
        var origins = [Int](repeating: 0, count: drawn.count)
        for phase in sources(rule) {
            for choice in phases[phase].choices {
                if let place = places[choice.row] { origins[place] = phase }
            }
        }
        return zip(drawn, origins).map { BuiltPhase.Member($0, replayedFrom: $1) }
    }

    /// The numbers of the phases that a rule repeats.
    private func sources(_ rule: PhaseRule) -> [Int] {
        guard let wanted = rule.replay?.phases else { return Array(phases.indices) }
        return phases.indices.filter { wanted.contains(phases[$0].name) }
    }
}

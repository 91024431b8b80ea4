import Records
import Sampling
import Storage

/// What the labels of a `sample` stage come to, in one pass over them.
struct LabelSurvey {
    /// Questions of a source and capability.
    struct Group {
        var source: String
        var capability: String
        var bins = PassRateBins()
    }

    /// Questions of a split, by their labels.
    struct Split {
        var source: String
        var split: String
        var counts = OrderedCounts()
    }

    /// How sure the labels of a kind are.
    struct Certainty {
        var bins = [Int](repeating: 0, count: 10)
        var count = 0
        var sum = 0.0
        var atLeast80 = 0
        var atLeast95 = 0
    }

    /// What a group of training draws of a question is expected to be.
    struct Advantage {
        var mixed: Double
        var isConstant: Bool
    }

    let stage: String
    private(set) var all = PassRateBins()
    private(set) var groups: [Group] = []
    private(set) var splits: [Split] = []
    private(set) var certainties: [Difficulty: Certainty] = [:]
    private(set) var reasons = OrderedCounts()
    private(set) var advantages: [Key128: Advantage] = [:]
    private var masses = BinMasses()

    init(_ stage: String) { self.stage = stage }

    /// Takes a question in.
    ///
    /// - Parameter split: its split, where that is known.
    mutating func add(_ rate: PassRate, split: String?) {
        let masses = masses.of(rate)
        all.add(rate, masses)
        let capability = rate.capability?.rawValue ?? ""
        let place = groups.firstIndex {
            $0.capability == capability && $0.source.utf8.elementsEqual(rate.source.utf8)
        }
        if place == nil { groups.append(Group(source: rate.source, capability: capability)) }
        groups[place ?? groups.count - 1].bins.add(rate, masses)
        if let split { add(rate, to: split) }
        add(certainty: LabelSurvey.certainty(rate), rate.difficulty)
        reasons.add("\(rate.difficulty.rawValue) \(rate.reason.rawValue)")
        let counts = rate.counts
        advantages[LabelSurvey.key(rate.question)] = Advantage(
            mixed: rate.estimate.mixed,
            isConstant: counts.decided > 0 && !counts.isMixed)
    }

    private mutating func add(_ rate: PassRate, to split: String) {
        let place = splits.firstIndex {
            $0.split.utf8.elementsEqual(split.utf8)
                && $0.source.utf8.elementsEqual(rate.source.utf8)
        }
        if place == nil { splits.append(Split(source: rate.source, split: split)) }
        splits[place ?? splits.count - 1].counts.add(rate.difficulty.rawValue)
    }

    private mutating func add(certainty: Double, _ label: Difficulty) {
        var known = certainties[label] ?? Certainty()
        known.count += 1
        known.sum += certainty
        known.bins[min(9, max(0, Int(certainty * 10)))] += 1
        if certainty >= 0.8 { known.atLeast80 += 1 }
        if certainty >= 0.95 { known.atLeast95 += 1 }
        certainties[label] = known
    }

    /// How many questions have a label.
    func count(_ label: Difficulty) -> Int { certainties[label]?.count ?? 0 }

    /// The probability that the pass rate is what the label says; of questions without such a label, that
    /// of the most probable one.
    static func certainty(_ rate: PassRate) -> Double {
        switch rate.difficulty {
        case .easy: rate.estimate.easy
        case .medium: rate.estimate.medium
        case .hard: rate.estimate.hard
        case .undecided, .excluded:
            max(rate.estimate.easy, max(rate.estimate.medium, rate.estimate.hard))
        }
    }

    /// What tells questions apart in little memory.
    static func key(_ id: String) -> Key128 { Key128(SHA256.digest(of: Array(id.utf8))) }
}

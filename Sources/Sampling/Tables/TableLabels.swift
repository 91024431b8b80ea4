import Records
import Storage

/// Labels questions of a table one after another, and counts them.
///
/// Many questions have the same draws, source and capability: they are of one kind, and what is known
/// of a kind is made once.
struct TableLabels {
    /// Kinds whose labels are kept at once.
    static let mostKinds = 4096

    /// Questions whose capability is none of ours.
    private(set) var unknownCapabilities = 0
    /// Labels by the keys of ids, where they are kept.
    private(set) var byKey: [Key128: Difficulty] = [:]
    /// How many questions are labelled.
    private(set) var count = 0

    private let keepsLabels: Bool
    private var labeller: Labeller
    private var sources = SourceNumbers()
    /// The last text, which is mostly the next.
    private var capability: (bytes: ByteSlice, value: Capability?)?
    /// The kinds by number.
    private var kinds: [Kind] = []
    private var numbers: [Evidence: Int] = [:]
    /// What the kinds come to that were forgotten.
    private var counted = LabelCensus()

    /// What questions of one kind have in common.
    private struct Evidence: Hashable {
        var tally: DrawTally
        var source: UInt32
        var capability: Capability?
    }

    /// Questions with the same pass rate.
    private struct Kind {
        var rate: PassRate
        var wanted: Int
        var count = 0
    }

    init(_ labelling: Labelling, keepsLabels: Bool) {
        labeller = Labeller(labelling)
        self.keepsLabels = keepsLabels
    }

    /// How many kinds there are.
    var kindCount: Int { kinds.count }

    /// What the labels come to.
    var census: LabelCensus {
        var census = counted
        for kind in kinds { census.add(kind.rate, wanted: kind.wanted, times: kind.count) }
        return census
    }

    /// Forgets all kinds, whose numbers begin anew.
    mutating func removeKinds() {
        counted = census
        kinds = []
        numbers = [:]
    }

    /// The number of a question's kind: the least that was not given yet, if it is new.
    mutating func kind(of run: DrawRun, _ tally: DrawTally) -> Int {
        let evidence = Evidence(
            tally: tally, source: sources.number(of: run.source),
            capability: capability(run.capability))
        let number = numbers[evidence] ?? add(evidence)
        kinds[number].count += 1
        count += 1
        if keepsLabels { byKey[LiteralSplit.key(run.id)] = kinds[number].rate.difficulty }
        return number
    }

    /// The pass rate of a kind, of a question without an id.
    func rate(_ kind: Int) -> PassRate { kinds[kind].rate }

    private mutating func add(_ evidence: Evidence) -> Int {
        let counts = evidence.tally.counts
        let wanted = counts.decided + counts.notGradable + counts.missing
        let rate = labeller.passRate(
            of: GroupEvidence(
                question: "", source: sources.names[Int(evidence.source)],
                capability: evidence.capability, counts: counts, wanted: wanted))
        numbers[evidence] = kinds.count
        kinds.append(Kind(rate: rate, wanted: wanted))
        return kinds.count - 1
    }

    private mutating func capability(_ bytes: ByteSlice?) -> Capability? {
        guard let bytes else { return nil }
        if capability?.bytes != bytes { capability = (bytes, Capability(rawValue: bytes.text)) }
        let value = capability?.value
        if value == nil, bytes.count > 0 { unknownCapabilities += 1 }
        return value
    }
}

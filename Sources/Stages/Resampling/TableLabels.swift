import Records
import Sampling
import Storage

/// Labels questions of a table one after another, and counts them.
struct TableLabels {
    /// What the labels come to.
    private(set) var census = LabelCensus()
    /// Questions whose capability is none of ours.
    private(set) var unknownCapabilities = 0
    /// Labels by the keys of ids, where they are kept.
    private(set) var byKey: [Key128: Difficulty] = [:]

    private let keepsLabels: Bool
    private var labeller: Labeller
    /// The last texts, which are mostly the next.
    private var source: (bytes: ByteSlice, text: String)?
    private var capability: (bytes: ByteSlice, value: Capability?)?
    private(set) var count = 0

    init(_ labelling: Labelling, keepsLabels: Bool) {
        labeller = Labeller(labelling)
        self.keepsLabels = keepsLabels
    }

    /// The pass rate and the label of a question.
    mutating func label(_ run: DrawRun, _ tally: DrawTally) -> PassRate {
        let counts = tally.counts
        let wanted = counts.decided + counts.notGradable + counts.missing
        let rate = labeller.passRate(
            of: GroupEvidence(
                question: run.id.text, source: name(run.source),
                capability: capability(run.capability), counts: counts, wanted: wanted))
        census.add(rate, wanted: wanted)
        count += 1
        if keepsLabels { byKey[LiteralSplit.key(run.id)] = rate.difficulty }
        return rate
    }

    private mutating func name(_ bytes: ByteSlice?) -> String {
        guard let bytes else { return "" }
        if let source, source.bytes == bytes { return source.text }
        let text = bytes.text
        source = (bytes, text)
        return text
    }

    private mutating func capability(_ bytes: ByteSlice?) -> Capability? {
        guard let bytes else { return nil }
        if capability?.bytes != bytes { capability = (bytes, Capability(rawValue: bytes.text)) }
        let value = capability?.value
        if value == nil, bytes.count > 0 { unknownCapabilities += 1 }
        return value
    }
}

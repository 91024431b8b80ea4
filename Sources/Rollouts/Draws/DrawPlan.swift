/// How many draws questions get, and in which portions.
public struct DrawPlan: Sendable, Hashable {
    /// The most draws of a question.
    public var wanted: Int
    /// How many are asked for at a time before the verdicts are looked at; the last of them for as
    /// long as it takes.
    ///
    /// Small waves save draws, large ones keep the policy's batches full.
    public var waves: [Int]

    /// A plan.
    ///
    /// - Precondition: there is a wave, and each has a draw.
    public init(wanted: Int, waves: [Int]) {
        precondition(waves.allSatisfy { $0 > 0 } && !waves.isEmpty, "a wave has draws")
        self.wanted = wanted
        self.waves = waves
    }

    /// The most draws of a question that are asked for at a time.
    public var largestWave: Int { min(max(1, wanted), waves.max() ?? 1) }

    /// All draws at once.
    public init(wanted: Int) { self.init(wanted: wanted, waves: [max(1, wanted)]) }

    /// The draws of a wave, of which so many were asked for before.
    func wave(_ number: Int, after asked: Int) -> Range<Int> {
        let size = waves[min(number, waves.count - 1)]
        let (end, overflows) = asked.addingReportingOverflow(size)
        return asked..<max(asked, overflows ? wanted : min(wanted, end))
    }
}

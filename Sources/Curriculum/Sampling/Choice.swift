public import Records

/// A question that was drawn, and by what.
public struct Choice: Sendable, BitwiseCopyable {
    /// Its row in the table.
    public var row: Int
    /// Its id.
    public var id: TextHash
    /// The key that it was drawn by; the least are drawn.
    public var key: Double
    /// The weight that it was drawn with; 1 on average over all that could be drawn.
    public var weight: Double
    /// The mean of its pass rate's posterior.
    public var posteriorMean: Double
    /// The number of its source in the table.
    public var source: UInt32
    private var capabilityPlace: UInt8
    private var difficultyPlace: UInt8

    /// A question of a row, drawn by a key.
    public init(_ candidate: Candidate, row: Int, key: Double, weight: Double) {
        self.row = row
        id = candidate.id
        self.key = key
        self.weight = weight
        posteriorMean = candidate.posteriorMean
        source = candidate.source
        capabilityPlace = UInt8(candidate.capabilityNumber)
        difficultyPlace = UInt8(candidate.difficultyNumber)
    }

    /// What it asks of a policy.
    public var capability: Capability { Capability.allCases[Int(capabilityPlace)] }
    /// Its label.
    public var difficulty: Difficulty { Difficulty.allCases[Int(difficultyPlace)] }
    /// The place of its capability among all.
    public var capabilityNumber: Int { Int(capabilityPlace) }
    /// The place of its label among all.
    public var difficultyNumber: Int { Int(difficultyPlace) }

    /// Whether this one is drawn before another. Equal keys are told apart by the ids.
    static func isBefore(_ left: Choice, _ right: Choice) -> Bool {
        left.key != right.key ? left.key < right.key : left.id < right.id
    }
}

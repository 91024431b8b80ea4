public import Records

/// What selection knows of a question: 64 bytes, without its texts.
public struct Candidate: Sendable, BitwiseCopyable {
    /// What is known of a question that may count against it.
    public struct Flags: OptionSet, Sendable, Hashable, BitwiseCopyable {
        /// The bits.
        public var rawValue: UInt8

        /// Flags of bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// It is answered without its picture.
        public static let shortcut = Flags(rawValue: 1)
        /// Its rollouts are all right, or all not.
        public static let constantAccuracy = Flags(rawValue: 2)
        /// Its rollouts are all well formed, or all not.
        public static let constantFormat = Flags(rawValue: 4)
        /// Its rollouts mention the same share of its keywords.
        public static let constantKeywords = Flags(rawValue: 8)
        /// It has a picture.
        public static let hasPicture = Flags(rawValue: 16)
    }

    /// Its id.
    public var id: TextHash
    /// Its first picture, where it has one.
    public var picture: TextHash
    /// The mean of its pass rate's posterior.
    public var posteriorMean: Double
    /// The probability that a group of the trainer's size has both outcomes.
    public var mixed: Double
    /// The expected variance of its reward within a group: of p(1−p).
    public var variance: Double
    /// The number of its source in the table.
    public var source: UInt32
    private var capabilityPlace: UInt8
    private var difficultyPlace: UInt8
    /// What may count against it.
    public var flags: Flags

    /// What is known of a question; see the properties. A first picture is named by its digest, and
    /// sets the flag `hasPicture`.
    public init(
        id: TextHash, picture: TextHash? = nil, source: UInt32, capability: Capability,
        difficulty: Difficulty, posteriorMean: Double, mixed: Double, variance: Double,
        flags: Flags = []
    ) {
        self.id = id
        self.picture = picture ?? .none
        self.posteriorMean = posteriorMean
        self.mixed = mixed
        self.variance = variance
        self.source = source
        capabilityPlace = UInt8(Capability.allCases.firstIndex(of: capability) ?? 0)
        difficultyPlace = UInt8(Difficulty.allCases.firstIndex(of: difficulty) ?? 0)
        self.flags = picture == nil ? flags : flags.union(.hasPicture)
    }

    /// What it asks of a policy.
    public var capability: Capability { Capability.allCases[Int(capabilityPlace)] }
    /// Its label.
    public var difficulty: Difficulty { Difficulty.allCases[Int(difficultyPlace)] }
    /// The place of its capability among all.
    var capabilityNumber: Int { Int(capabilityPlace) }
    /// The place of its label among all.
    var difficultyNumber: Int { Int(difficultyPlace) }
}

/// Settings of a `compare` stage.
public struct CompareSettings: Sendable, Hashable {
    /// One of the ways that are compared.
    public struct Arm: Sendable, Hashable {
        /// Its name in tables.
        public var name = ""
        /// The `train` stage whose policy it is.
        public var policy = ""
        /// The stages that it costs; the policy's alone if there are none.
        public var costs: [String] = []

        /// An arm without a policy, which must be set.
        public init() {}
    }

    /// The `evaluate` stages that measured the arms' policies.
    public var evaluations: [String] = []
    /// The arms, in the order written.
    public var arms: [Arm] = []
    /// The arm that the others are compared with; the first without it.
    public var baseline: String?
    /// What training measured of each arm's policy and is compared: means over its steps.
    public var metrics = ["zero_advantage_groups"]

    /// The defaults; `evaluations` and `arms` have none and must be set.
    public init() {}
}

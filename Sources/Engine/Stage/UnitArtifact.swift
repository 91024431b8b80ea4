/// A unit and what it published.
public struct UnitArtifact: Sendable {
    /// The unit.
    public var plan: UnitPlan
    /// What it published.
    public var artifact: Artifact

    /// A unit and what it published.
    public init(plan: UnitPlan, artifact: Artifact) {
        self.plan = plan
        self.artifact = artifact
    }
}

public import Records

/// A unit, its key, and whether it is done.
public struct UnitState: Sendable {
    /// The unit.
    public let plan: UnitPlan
    /// Its key.
    public let key: Digest
    /// What it published, or nothing.
    public let artifact: Artifact?
}

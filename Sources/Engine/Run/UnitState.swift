public import Records

/// A unit, its key, and whether it is done.
public struct UnitState: Sendable {
    /// The unit.
    public let plan: UnitPlan
    /// Its key.
    public let key: Digest
    /// Whether a folder of its key is in the store. Whether that is sound shows when it is opened.
    public let isPublished: Bool
    /// What it published, once opened and found sound.
    public var artifact: Artifact?

    init(plan: UnitPlan, key: Digest, isPublished: Bool) {
        self.plan = plan
        self.key = key
        self.isPublished = isPublished
    }
}

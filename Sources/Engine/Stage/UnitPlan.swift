public import Records

/// The smallest piece of a stage that is run, resumed and cached.
public struct UnitPlan: Sendable, Hashable {
    /// The unit's name, unique in its stage; for people.
    public var name: String
    /// What the unit is to do. It enters the unit's key.
    public var payload: JSONValue
    /// If nothing, the unit's key comes from the stage's key and the payload. Otherwise it comes
    /// from kind, version, this and the payload, and stages whose keys differ share the unit:
    /// `identity` must then name everything that the unit depends on, its inputs and seed included.
    public var identity: JSONValue?

    /// A unit of a stage.
    public init(name: String, payload: JSONValue, identity: JSONValue? = nil) {
        self.name = name
        self.payload = payload
        self.identity = identity
    }
}

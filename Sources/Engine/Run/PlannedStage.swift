public import Records

/// A stage and its key, known before anything runs.
public struct PlannedStage: Sendable {
    /// The stage.
    public let stage: any Stage
    /// Its key.
    public let key: Digest
    /// Its inputs with their keys.
    public let inputs: [Receipt.Input]
    /// What the key is made of: kind, version, parameters, inputs, fingerprint, seed.
    public let material: JSONValue

    /// The stage's name.
    public var name: String { stage.name }
}

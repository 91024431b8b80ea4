/// How often a unit of a stage is tried and how long it may take. Of every kind of stage; changes no
/// result.
public struct StageLimits: Sendable, Hashable {
    /// How long one attempt of a unit may take; nothing for as long as it likes.
    public var timeout: Duration?
    /// How often a unit is tried again after a fault that may pass.
    public var retries = 2

    /// The defaults.
    public init() {}
}

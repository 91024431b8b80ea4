/// How often a unit is tried and how long it may take. Enters no key.
public struct UnitLimits: Sendable, Hashable {
    /// How often a unit is tried again after a fault that may pass (`Fault.Code.tryAgain`).
    public var retries: Int
    /// How long the first pause before a retry is; each further one is twice as long, up to a minute.
    public var retryDelay: Duration
    /// How long one attempt may take; nothing for as long as it likes.
    public var timeout: Duration?

    /// Limits; two retries, from half a second on, and no timeout by default.
    public init(
        retries: Int = 2, retryDelay: Duration = .milliseconds(500), timeout: Duration? = nil
    ) {
        self.retries = retries
        self.retryDelay = retryDelay
        self.timeout = timeout
    }
}

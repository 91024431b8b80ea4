/// What the filters say of a row.
public struct FilterOutcome: Sendable, Hashable {
    /// The places of the filters that drop it, in order; empty where none does.
    public var failures: [Int]
    /// The reason of its reject, `filter:NAME` of the first that drops it.
    public var reason: String?

    /// What the filters say.
    public init(failures: [Int], reason: String?) {
        self.failures = failures
        self.reason = reason
    }

    /// Whether the row stays.
    public var isKept: Bool { failures.isEmpty }
}

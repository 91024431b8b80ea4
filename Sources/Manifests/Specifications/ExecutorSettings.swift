/// Where units of work run: the `executor` key of a manifest. Never part of a content key.
public struct ExecutorSettings: Sendable, Hashable {
    /// A place for units to run.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// This machine.
        case local
    }

    /// The place.
    public var kind = Kind.local
    /// How many units run at once; nothing for one per processor.
    public var jobs: Int?

    /// The defaults.
    public init() {}
}

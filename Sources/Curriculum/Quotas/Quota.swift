/// How many questions of a source a phase takes.
public struct Quota: Sendable, Hashable {
    /// A number, or a share of the phase's size.
    public enum Amount: Sendable, Hashable {
        /// So many.
        case count(Int)
        /// Such a share of the size, from 0 to 1.
        case share(Double)
    }

    /// The source's name.
    public var source: String
    /// How many.
    public var amount: Amount

    /// A quota.
    public init(source: String, amount: Amount) {
        self.source = source
        self.amount = amount
    }
}

public import Records

/// What a unit says when it has written its files.
public struct UnitOutcome: Sendable, Hashable {
    /// What went in and came out. Must balance.
    public var accounting: Accounting
    /// Facts for the receipt.
    public var details: JSONValue
    /// Sentences that the user should see.
    public var notices: [String]
    /// The digests of files that the unit told while it wrote them, by path; all others are read.
    public var digests: [String: Digest]

    /// An outcome.
    public init(
        accounting: Accounting, details: JSONValue = .null, notices: [String] = [],
        digests: [String: Digest] = [:]
    ) {
        self.accounting = accounting
        self.details = details
        self.notices = notices
        self.digests = digests
    }
}

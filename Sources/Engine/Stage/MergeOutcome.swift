public import Records

/// What a stage says when it has joined its units.
public struct MergeOutcome: Sendable, Hashable {
    /// What went into the stage and came out; nothing means the sum over the units.
    ///
    /// It must balance. Where the stage has units, it has as many inputs as they have together, and
    /// at least their rejects by reason.
    public var accounting: Accounting?
    /// Facts for the receipt. The member `summary`, an array of strings, is printed when a run ends.
    public var details: JSONValue
    /// Sentences that the user should see.
    public var notices: [String]

    /// An outcome.
    public init(
        accounting: Accounting? = nil, details: JSONValue = .null, notices: [String] = []
    ) {
        self.accounting = accounting
        self.details = details
        self.notices = notices
    }
}

public import Records

/// A row that cannot be read, while the rows after it can.
public struct JSONRowFault: Error, Sendable {
    /// Which row it is, from 0.
    public let index: Int
    /// The line on which it begins, from 1.
    public let line: Int
    /// Why, as a name for a table of rejects: `bad_json`, `bad_encoding`, `control_char`,
    /// `duplicate_json_key`, `too_deep` or `too_large`.
    public let reason: String
    /// What was found, and where.
    public let fault: Fault
}

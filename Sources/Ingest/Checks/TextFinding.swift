/// One thing that was found in a row's texts.
public struct TextFinding: Sendable, Hashable {
    /// Which class it is of.
    public var reason: TextReason
    /// What was found, and what was expected.
    public var detail: String
    /// The number that was measured against a limit, where there is one.
    public var measured: Int?

    /// A finding.
    public init(_ reason: TextReason, _ detail: String, measured: Int? = nil) {
        self.reason = reason
        self.detail = detail
        self.measured = measured
    }
}

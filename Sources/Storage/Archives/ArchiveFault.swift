public import Records

/// Why an archive as a whole is refused.
public struct ArchiveFault: Error, Sendable {
    /// Why, as a name for a table of rejects.
    public var reason: ArchiveReason
    /// What was found, and what was expected.
    public var detail: String
    /// What the system said, where it is to blame: a full disk says nothing about an archive.
    public var fault: Fault?

    init(_ reason: ArchiveReason, _ detail: String) {
        self.reason = reason
        self.detail = detail
    }

    /// A fault for what the system refused.
    public init(_ fault: Fault) {
        reason = .unreadable
        detail = fault.description
        self.fault = fault
    }

    /// Does something, and gives what the system refused as an archive's fault.
    public static func wrapping<Value: ~Copyable>(
        _ body: () throws(Fault) -> Value
    ) throws(ArchiveFault) -> Value {
        do throws(Fault) {
            return try body()
        } catch {
            throw ArchiveFault(error)
        }
    }
}

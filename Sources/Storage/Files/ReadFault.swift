public import Records

/// Why a file beneath a root was not read.
public struct ReadFault: Error, Sendable, Hashable {
    /// The kind of reason, as a name for a table of rejects.
    public enum Reason: String, Sendable, Hashable {
        /// Nothing lies there.
        case missing
        /// A folder, a device, a pipe or a socket lies there.
        case notAFile = "not_a_file"
        /// The path, or a link on it, leads out of the root.
        case escapes = "path_escape"
        /// The file is over the limit.
        case tooLarge = "too_large"
        /// It may not be read, its name is too long, or it is one of a circle of links.
        case unreadable
        /// The system could not read it now: no memory, no free descriptor, a failing disk. The next
        /// attempt may succeed, so nothing should be rejected for it.
        case notNow = "not_now"
    }

    /// Why.
    public var reason: Reason
    /// What was found, with the path.
    public var detail: String
    /// What the system said, where it said something.
    public var errorNumber: Int32?

    /// A fault with its facts.
    public init(_ reason: Reason, _ detail: String, errorNumber: Int32? = nil) {
        self.reason = reason
        self.detail = detail
        self.errorNumber = errorNumber
    }

    /// The same for those who do not tell reasons apart.
    public var fault: Fault {
        if let errorNumber { return .system(detail, errorNumber: errorNumber) }
        return Fault(.badInput, detail)
    }
}

public import Records

/// Something about an archive that a reader of the report should know, though nothing is refused.
public struct ArchiveNote: Sendable, Hashable {
    /// What, as a name for a table.
    public var reason: ArchiveReason
    /// How often.
    public var count: Int
    /// What was found first.
    public var detail: String
}

extension ArchiveNote: TableRow {
    /// The note as an object.
    public var json: JSONValue {
        .object([
            .init("reason", .string(reason.rawValue)),
            .init("count", .integer(count)),
            .init("detail", .string(detail)),
        ])
    }

    /// A note from its object.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            reason: try json.column("reason") {
                $0.stringValue.flatMap { ArchiveReason(rawValue: $0) }
            },
            count: try json.column("count", \.integerValue),
            detail: try json.column("detail", \.stringValue))
    }
}

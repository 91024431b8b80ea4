public import Records

/// An entry of an archive that is refused.
public struct ArchiveProblem: Sendable, Hashable {
    /// Why, as a name for a table of rejects.
    public var reason: ArchiveReason
    /// Which entry of the archive it is, from 0.
    public var entry: Int
    /// Its name as text; broken bytes are replaced.
    public var name: String
    /// What was found, and what was expected.
    public var detail: String
    /// What was measured, where that says something: bytes, or bytes for each packed one.
    public var value: Int?
}

extension ArchiveProblem: TableRow {
    /// The problem as an object.
    public var json: JSONValue {
        .object([
            .init("reason", .string(reason.rawValue)),
            .init("entry", .integer(entry)),
            .init("name", .string(name)),
            .init("detail", .string(detail)),
            .init("value", value.map { .integer($0) } ?? .null),
        ])
    }

    /// A problem from its object.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            reason: try json.column("reason") {
                $0.stringValue.flatMap { ArchiveReason(rawValue: $0) }
            },
            entry: try json.column("entry", \.integerValue),
            name: try json.column("name", \.stringValue),
            detail: try json.column("detail", \.stringValue),
            value: json["value"]?.integerValue)
    }
}

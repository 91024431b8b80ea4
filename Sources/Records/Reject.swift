/// An input that became no output, and why: a row of `rejects`.
public struct Reject: Sendable, Hashable, TableRow {
    /// The data set.
    public var source: String
    /// The file, relative to the data root.
    public var file: String
    /// Which row of the file, from 0; nothing where the whole file is meant.
    public var row: Int?
    /// The record's id, where it was known.
    public var id: String?
    /// Why, as one of a small set of names such as `image_missing`.
    public var reason: String
    /// What was found, and what was expected.
    public var detail: String

    /// A rejected input.
    public init(
        source: String, file: String, row: Int?, id: String? = nil, reason: String, detail: String
    ) {
        self.source = source
        self.file = file
        self.row = row
        self.id = id
        self.reason = reason
        self.detail = detail
    }

    /// The reject as a row of `rejects`.
    public var json: JSONValue {
        .object([
            .init("source", .string(source)),
            .init("file", .string(file)),
            .init("row", row.map { .integer($0) } ?? .null),
            .init("id", id.map { .string($0) } ?? .null),
            .init("reason", .string(reason)),
            .init("detail", .string(detail)),
        ])
    }

    /// A reject from a row of `rejects`.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            source: try json.column("source", \.stringValue),
            file: try json.column("file", \.stringValue),
            row: json["row"]?.integerValue,
            id: json["id"]?.stringValue,
            reason: try json.column("reason", \.stringValue),
            detail: try json.column("detail", \.stringValue))
    }
}

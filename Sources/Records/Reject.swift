/// An input that became no output, and why: a row of `rejects`.
public struct Reject: Sendable, Hashable, TableRow {
    /// The data set.
    public var source: String
    /// The file, relative to the data root.
    public var file: String
    /// Which row of the file, from 0; nothing where the whole file is meant.
    public var row: Int?
    /// The line that the row begins on, from 1, where the format has lines.
    public var line: Int?
    /// The row's first byte in the file, where rows are runs of bytes.
    public var position: Int?
    /// What in the row is to blame, where that has a name of its own: a picture's path, or the entry of
    /// an archive.
    public var entry: String?
    /// The record's id, where it was known.
    public var id: String?
    /// The kind of stage that refused it.
    public var stage: String
    /// Why, as one of a small set of names such as `missing_image`.
    public var reason: String
    /// What was found, and what was expected.
    public var detail: String
    /// The number or text that was measured and compared, where there was one.
    public var measured: String?
    /// The id of the question that it duplicates.
    public var duplicateOf: String?

    /// A rejected input.
    public init(
        source: String, file: String, row: Int?, line: Int? = nil, position: Int? = nil,
        entry: String? = nil, id: String? = nil, stage: String = "ingest", reason: String,
        detail: String,
        measured: String? = nil, duplicateOf: String? = nil
    ) {
        self.source = source
        self.file = file
        self.row = row
        self.line = line
        self.position = position
        self.entry = entry
        self.id = id
        self.stage = stage
        self.reason = reason
        self.detail = detail
        self.measured = measured
        self.duplicateOf = duplicateOf
    }

    /// The reject as a row of `rejects`. The line is left out where there is none.
    public var json: JSONValue {
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        func number(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }
        var members: [JSONValue.Member] = [
            .init("source", .string(source)), .init("file", .string(file)),
            .init("row", number(row)),
        ]
        if let line { members.append(.init("line", .integer(line))) }
        return .object(
            members + [
                .init("position", number(position)),
                .init("entry", text(entry)),
                .init("id", text(id)),
                .init("stage", .string(stage)),
                .init("reason", .string(reason)),
                .init("detail", .string(detail)),
                .init("measured", text(measured)),
                .init("duplicate_of", text(duplicateOf)),
            ])
    }

    /// A reject from a row of `rejects`.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            source: try json.column("source", \.stringValue),
            file: try json.column("file", \.stringValue),
            row: try json.optionalColumn("row", \.integerValue),
            line: try json.optionalColumn("line", \.integerValue),
            position: try json.optionalColumn("position", \.integerValue),
            entry: try json.optionalColumn("entry", \.stringValue),
            id: try json.optionalColumn("id", \.stringValue),
            stage: try json.column("stage", \.stringValue),
            reason: try json.column("reason", \.stringValue),
            detail: try json.column("detail", \.stringValue),
            measured: try json.optionalColumn("measured", \.stringValue),
            duplicateOf: try json.optionalColumn("duplicate_of", \.stringValue))
    }
}

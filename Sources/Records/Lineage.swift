/// Where a question came from and where its pictures lie: a row of `lineage`.
public struct Lineage: Sendable, Hashable, TableRow {
    /// The question's id.
    public var id: String
    /// The data set.
    public var source: String
    /// The split.
    public var split: String
    /// The file that it was read from, relative to the data root.
    public var file: String
    /// Which row of the file, from 0.
    public var row: Int
    /// The row's first byte in the file, where rows are runs of bytes.
    public var position: Int?
    /// The shard that holds its first picture.
    public var shard: String
    /// Where the first picture's bytes start in the shard.
    public var offset: Int
    /// SHA-256 of each picture's bytes, as they lie in the shard.
    public var pictures: [Digest]
    /// What the checks noted of its texts and pictures, and what was changed in them, by name.
    public var notes: [String]

    /// A question's lineage.
    public init(
        id: String, source: String, split: String, file: String, row: Int, position: Int? = nil,
        shard: String, offset: Int, pictures: [Digest], notes: [String] = []
    ) {
        self.id = id
        self.source = source
        self.split = split
        self.file = file
        self.row = row
        self.position = position
        self.shard = shard
        self.offset = offset
        self.pictures = pictures
        self.notes = notes
    }

    /// The lineage as a row of `lineage`.
    public var json: JSONValue {
        .object([
            .init("id", .string(id)),
            .init("source", .string(source)),
            .init("split", .string(split)),
            .init("file", .string(file)),
            .init("row", .integer(row)),
            .init("position", position.map { .integer($0) } ?? .null),
            .init("shard", .string(shard)),
            .init("offset", .integer(offset)),
            .init("pictures", .array(pictures.map { .string($0.hex) })),
            .init("notes", .array(notes.map { .string($0) })),
        ])
    }

    /// A lineage from a row of `lineage`.
    public init(json: JSONValue) throws(Fault) {
        self.init(
            id: try json.column("id", \.stringValue),
            source: try json.column("source", \.stringValue),
            split: try json.column("split", \.stringValue),
            file: try json.column("file", \.stringValue),
            row: try json.column("row", \.integerValue),
            position: try json.optionalColumn("position", \.integerValue),
            shard: try json.column("shard", \.stringValue),
            offset: try json.column("offset", \.integerValue),
            pictures: try json.column("pictures", \.digests),
            notes: try json.column("notes", \.strings))
    }
}

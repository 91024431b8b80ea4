import Records
import Storage

/// The pictures that the rows of a data set name, group by group as its catalog gathers them: with
/// them, its fingerprint can be told again without reading the rows. Kept as lines of `ReferenceCache`.
struct PictureReferences: Sendable {
    /// The lines.
    private(set) var lines: SpilledArray<UInt8>

    /// No splits yet.
    init(in space: SpillSpace) { lines = SpilledArray(in: space) }

    /// Begins a split.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    mutating func begin(_ split: String, groupCount: Int, rest: Key128) throws(Fault) {
        try append(.split(split, groupCount: groupCount, rest: rest))
    }

    /// Adds a group of the split and its pictures.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    mutating func append(_ group: CatalogGroup, _ pictures: PicturePaths) throws(Fault) {
        try append(.group(content: group.content, paths: pictures.paths))
    }

    private mutating func append(_ row: ReferenceRow) throws(Fault) {
        var line: [UInt8] = []
        row.json.append(to: &line)
        line.append(UInt8(ascii: "\n"))
        try lines.append(contentsOf: line)
    }
}

/// A line of the cache of such lists.
enum ReferenceRow: TableRow, Equatable {
    /// Begins a split: its name, how many groups follow, and what stands for the rest of it.
    case split(String, groupCount: Int, rest: Key128)
    /// A group: what stands for its rows, and the paths that they name.
    case group(content: Key128, paths: [String])

    var json: JSONValue {
        switch self {
        case .split(let name, let count, let rest):
            ["split": .string(name), "groups": .integer(count), "rest": .string(rest.hex)]
        case .group(let content, let paths):
            ["rows": .string(content.hex), "paths": .array(paths.map { .string($0) })]
        }
    }

    init(json: JSONValue) throws(Fault) {
        func key(_ text: JSONValue) -> Key128? { text.stringValue.flatMap { Key128(hex: $0) } }
        if json["split"] == nil {
            self = .group(
                content: try json.column("rows", key), paths: try json.column("paths", \.strings))
        } else {
            self = .split(
                try json.column("split", \.stringValue),
                groupCount: try json.column("groups", \.integerValue),
                rest: try json.column("rest", key))
        }
    }
}

import Records
import Storage

/// The pictures that the rows of one split name, group by group as its catalog gathers them: with
/// them, the split's fingerprint can be told again without reading the rows.
struct PictureReferences: Sendable {
    /// For each group, its paths as a JSON array.
    private var text: [UInt8] = []
    private var ends: [Int] = []

    /// Adds the pictures of a new group.
    mutating func append(_ pictures: [PictureReference]) {
        let paths: [JSONValue] = pictures.compactMap { picture in
            if case .path(let path) = picture { .string(path) } else { nil }
        }
        JSONValue.array(paths).append(to: &text)
        ends.append(text.count)
    }

    /// Forgets all groups but the first ones.
    mutating func removeGroups(from count: Int) {
        guard count < ends.count else { return }
        ends.removeSubrange(count...)
        text.removeSubrange((ends.last ?? 0)...)
    }

    /// Writes the split's lines of the cache.
    func append(_ split: CatalogSplit, _ rows: SplitRows, to bytes: inout [UInt8]) {
        let rest = split.rest
        ReferenceRow.split(split.name, groupCount: ends.count, rest: rest).json.append(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        var start = 0
        for (group, end) in zip(rows.groups, ends) {
            bytes += "{\"rows\":\"\(group.content.hex)\",\"paths\":".utf8
            bytes += text[start..<end]
            bytes += "}\n".utf8
            start = end
        }
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

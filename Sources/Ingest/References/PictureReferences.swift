import Records
import Storage

/// The pictures that the rows of one split name: all that an ingest reads besides the annotations. A
/// row of the cache of such lists.
struct PictureReferences: Sendable, Equatable {
    /// The split's name.
    let split: String
    /// The paths as the rows name them, by their bytes: sorted, each once.
    let paths: [String]

    /// The pictures of a split.
    init(split: String, groups: [PictureGroup]) {
        self.split = split
        var sorted = groups.flatMap(\.images)
        sorted.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        var paths: [String] = []
        for path in sorted where paths.last.map({ !$0.utf8.elementsEqual(path.utf8) }) ?? true {
            paths.append(path)
        }
        self.paths = paths
    }

    /// The digest of the name and the paths.
    private static func digest(_ split: String, _ paths: [String]) -> Digest {
        var hash = SHA256()
        // A length in front keeps two lists from giving the same bytes.
        for text in [split] + paths {
            hash.update("\(text.utf8.count):")
            hash.update(text)
        }
        return hash.finalize()
    }
}

extension PictureReferences: TableRow {
    /// The list as an object, with a digest that tells whether it is whole.
    var json: JSONValue {
        [
            "split": .string(split),
            "digest": .string(PictureReferences.digest(split, paths).hex),
            "paths": .array(paths.map { .string($0) }),
        ]
    }

    /// A list from its object.
    ///
    /// - Throws: a `Fault` where it is not what was written.
    init(json: JSONValue) throws(Fault) {
        split = try json.column("split", \.stringValue)
        paths = try json.column("paths", \.strings)
        let written = try json.column("digest", \.stringValue)
        guard written == PictureReferences.digest(split, paths).hex else {
            throw Fault(.badInput, "the list of pictures is not what was written")
        }
    }
}

/// Where the files of an uncompressed tar lie.
public struct TarIndex: Sendable {
    /// Where a file's bytes lie.
    public struct Place: Sendable, Hashable {
        /// Where they begin.
        public var offset: Int
        /// How many they are.
        public var byteCount: Int
    }

    /// An entry that is not in `places`.
    public struct Refusal: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// Why, as a name for a table of rejects: `path_escape`, `link_entry`, `bad_name_encoding`,
        /// `not_a_file` or `duplicate_key`.
        public var reason: String
    }

    /// The files by name, without a leading `./`.
    public internal(set) var places: [String: Place] = [:]
    /// Their names in the order of the archive.
    public internal(set) var names: [String] = []
    /// What was not taken. Of two files of a name the first is.
    public internal(set) var refusals: [Refusal] = []

    mutating func add(_ entry: TarEntry) {
        if let problem = entry.problem {
            refusals.append(Refusal(name: entry.name, reason: problem.rawValue))
        } else if entry.isSparse {
            refusals.append(Refusal(name: entry.name, reason: "not_a_file"))
        } else if !entry.isFolder {
            if places[entry.name] == nil {
                places[entry.name] = Place(offset: entry.offset, byteCount: entry.byteCount)
                names.append(entry.name)
            } else {
                refusals.append(Refusal(name: entry.name, reason: "duplicate_key"))
            }
        }
    }
}

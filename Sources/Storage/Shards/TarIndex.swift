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

    /// The places of files by name. Names are told apart by their bytes, as in an archive: `é` as one
    /// scalar and as two are two files, though Swift calls the texts equal.
    public struct Places: Sendable {
        private var places: [[UInt8]: Place] = [:]

        /// The place of the file of this name, if there is one.
        public internal(set) subscript(name: String) -> Place? {
            get { places[Array(name.utf8)] }
            set { places[Array(name.utf8)] = newValue }
        }
    }

    /// The files by name, without a leading `./`.
    public internal(set) var places = Places()
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

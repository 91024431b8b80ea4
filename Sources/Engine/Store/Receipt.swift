public import Records

/// The word of a unit or a stage on what it published: `receipt.json`, written last into its folder.
public struct Receipt: Sendable, Hashable {
    /// An input and the key it had.
    public struct Input: Sendable, Hashable {
        /// The field it fed.
        public var field: String
        /// The stage upstream.
        public var stage: String
        /// That stage's key.
        public var key: Digest

        /// An input and its key.
        public init(field: String, stage: String, key: Digest) {
            self.field = field
            self.stage = stage
            self.key = key
        }
    }

    /// A published file.
    public struct File: Sendable, Hashable {
        /// Its path in the folder.
        public var path: String
        /// Its size in bytes.
        public var byteCount: Int
        /// The SHA-256 of its bytes.
        public var digest: Digest

        /// A file's facts.
        public init(path: String, byteCount: Int, digest: Digest) {
            self.path = path
            self.byteCount = byteCount
            self.digest = digest
        }
    }

    /// The content key; also the folder's name.
    public var key: Digest
    /// The kind of stage.
    public var kind: String
    /// The stage's behaviour version.
    public var version: Int
    /// The stage's name when it ran first.
    public var stage: String
    /// The unit's name; nothing in a stage's own receipt.
    public var unit: String?
    /// The seed; nothing if it does not matter.
    public var seed: UInt64?
    /// The inputs.
    public var inputs: [Input] = []
    /// What went in and came out.
    public var accounting = Accounting()
    /// Every file, sorted by path, this receipt excepted.
    public var files: [File] = []
    /// What the file system said of each of `files` when they were published, in their order; empty
    /// if nobody knows.
    public var witnesses: [FileWitness] = []
    /// Whether everything was on the disk before the folder got its name. If not, a power cut since
    /// `bootIdentifier` may have torn it.
    public var isDurable = true
    /// The start of the machine that published it, as its kernel names it.
    public var bootIdentifier = ""
    /// How many units a stage had.
    public var unitCount = 0
    /// Facts from the stage.
    public var details = JSONValue.null
    /// Sentences that the user should see.
    public var notices: [String] = []
    /// What the work took. A stage's processor time includes its units'.
    public var cost = Cost()
    /// When the attempt that published it started.
    public var started = Timestamp(milliseconds: 0)
    /// Where it ran.
    public var host = ""
    /// Which software made it: name and version.
    public var software: [JSONValue.Member] = []

    /// A receipt with what names it.
    public init(
        key: Digest, kind: String, version: Int, stage: String, unit: String? = nil,
        seed: UInt64? = nil
    ) {
        self.key = key
        self.kind = kind
        self.version = version
        self.stage = stage
        self.unit = unit
        self.seed = seed
    }

    /// The file at a path in the folder, or nothing.
    public func file(_ path: String) -> File? { files.first { $0.path == path } }
}

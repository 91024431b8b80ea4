public import Records

/// One data set, checked: a file of `datasets/`.
public struct DatasetSpecification: Sendable, Hashable {
    /// How annotations are written.
    public enum Format: String, Sendable, Hashable, CaseIterable {
        /// Told from the file's name, or else from its bytes.
        case auto
        /// One JSON array, or an object that holds it under `rows`.
        case json
        /// A JSON value a line.
        case jsonl
        /// Comma-separated values (RFC 4180).
        case csv
        /// Values separated by tabs.
        case tsv
        /// Apache Parquet, as on the Hugging Face Hub.
        case parquet
        /// Tars of samples: the files of one key are one row.
        case webdataset
        /// Each file is one JSON object, and that is one row.
        case object
        /// There are no annotations: each picture is one row, whose fields tell its path.
        case pictures
    }

    /// The data set's name.
    public var name = ""
    /// What it is.
    public var description = ""
    /// Its licence.
    public var licence = ""
    /// Where it comes from.
    public var homepage = ""
    /// The folder that the other paths are relative to. After `ManifestLoader` it can be opened as it
    /// is: `${data_root}` is filled in, and a relative one is joined to the YAML file's folder.
    public var root = "."
    /// How its annotations are written.
    public var format = Format.auto
    /// What makes it; nothing if it has files.
    public var generator: GeneratorSettings?
    /// Its splits of files, in order; empty if it is generated. One that is divided makes several.
    public var splits: [DatasetSplit] = []
    /// The key under which the rows lie, where a JSON file is not a list itself.
    public var rows: String?
    /// Fields that patterns make of others, in order; a later rule may look at what an earlier made.
    public var derive: [DerivedFields] = []
    /// How a row becomes several questions; nothing for one each.
    public var expand: RowExpansion?
    /// How a row becomes a question.
    public var columns = ColumnMap()
    /// How a question's capability is told; nothing only if it is generated.
    public var capability: CapabilityRule?
    /// How pictures are checked and converted.
    public var pictures = PictureSettings()
    /// What is checked of texts.
    public var text = TextRules()
    /// Which rows are dropped for what they hold, in order.
    public var filters: [FilterRule] = []
    /// Which rows are duplicates of another, and what follows.
    public var duplicates = DuplicateRules()
    /// Which rows give away what a held-out split asks, and what follows.
    public var leakage = LeakageRules()
    /// How many rows each split should have, by split; what differs is a warning.
    public var expected: [String: Int] = [:]
    /// Where each value was given, by field path; a default has no entry.
    public var locations: [String: SourceLocation] = [:]

    /// The defaults; `name` and `licence` have none and must be set.
    public init() {}

    /// The names of its splits, in order.
    public var splitNames: [String] {
        generator?.splits.map(\.name) ?? splits.flatMap(\.partNames)
    }

    /// Every value that changes the result, defaults included, members sorted: material for content
    /// keys. Paths are left out; the digests of the files stand for them.
    public var parameters: JSONValue { DatasetSpecification.schema.parameters(of: self) }
}

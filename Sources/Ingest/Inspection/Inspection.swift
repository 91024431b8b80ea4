public import Records

/// What a file or folder is, found from headers, footers and first rows in bounded time.
///
/// It is built once and shown twice: as text for people, and by `json` for scripts. The JSON is one
/// object; members that say nothing are left out, and none ever gets another meaning:
///
/// - `format`: 1, the version of this description;
/// - `path`: as it was given;
/// - `kind`: `parquet`, `json`, `jsonl`, `object` (one JSON object that is one row), `csv`, `tsv`, `tar`,
///   `zip`, `gzip`, `bzip2`, `xz`, `zstd`, `lz4`, `picture`, `index` (of shards written here), `folder`
///   or `unknown`;
/// - one member for each fact, such as `bytes`, `rows`, `rows_estimated`, `row_groups`, `created_by`,
///   `width`, `samples`; `bytes` and whatever ends in `_bytes` are numbers of bytes;
/// - one member for each table, an array of objects: `columns` and `row_group_sizes` of Parquet,
///   `fields` seen in rows, `members` of a JSON object, `extensions`, `first_entries`,
///   `sample_shapes`, `refused_by_reason`, `refused` and `notes` of an archive, `sets`, `annotations`
///   and `archives` of a folder; `NAME_omitted` says how many rows a table lacks;
/// - `first_rows`: objects of `row` (from 0), `line` (from 1, of text) and `fields`, in which every value
///   is a text as people read it, clipped, and pictures are told and not shown; in place of the
///   fields a `refusal`;
/// - `remarks`: sentences for people;
/// - `dataset`: a beginning for a data set's YAML;
/// - `refusal`: `reason` and `detail` where an ingest would refuse all of it.
public struct Inspection: Sendable {
    /// A name and what it holds.
    public struct Fact: Sendable {
        /// Its name in JSON; with spaces for underscores it is read by people.
        public var name: String
        /// The value: a scalar, or an array of scalars.
        public var value: JSONValue
        /// What people read instead of it.
        public var text: String?
    }

    /// Things of one kind.
    public struct Table: Sendable {
        /// Its name in JSON.
        public var name: String
        /// The names of its columns.
        public var columns: [String]
        /// Its rows: scalars, or arrays of scalars, in the order of the columns.
        public var rows: [[JSONValue]]
        /// How many rows were left out.
        public var omittedCount = 0
    }

    /// A row of the file as people read it.
    public struct Row: Sendable {
        /// Its number, from 0.
        public var number: Int
        /// The line it begins on, from 1; 0 where the format has no lines.
        public var line: Int
        /// Its fields: names and clipped texts. A text may hold any character.
        public var fields: [(name: String, text: String)] = []
        /// Why it would be refused.
        public var refusal: Reason?
    }

    /// Why something would be refused.
    public struct Reason: Sendable {
        /// A name for a table of rejects.
        public var name: String
        /// What was found, and where.
        public var detail: String
    }

    /// The path, as it was given.
    public let path: String
    /// What it is.
    public internal(set) var kind: String
    /// What is told of it, in this order.
    public internal(set) var facts: [Fact] = []
    /// What it holds, in this order.
    public internal(set) var tables: [Table] = []
    /// Its first rows.
    public internal(set) var firstRows: [Row] = []
    /// What a reader should know, as sentences.
    public internal(set) var remarks: [String] = []
    /// A beginning for a data set's YAML, where it holds rows.
    public var dataset: String? { snippet?.text }
    /// The same, to be changed.
    var snippet: DatasetSnippet?
    /// The folder beneath which pictures are looked for too; nothing for that of the file alone.
    var pictureRoot: String?
    /// Why an ingest would refuse all of it.
    public internal(set) var refusal: Reason?

    init(_ path: String, kind: String) {
        self.path = path
        self.kind = kind
    }

    /// The refusal as a fault.
    public var fault: Fault? {
        refusal.map { Fault(.badInput, "`\(path)` is refused: \($0.name): \($0.detail)") }
    }
}

import Manifests
import Storage

/// How the rows of one annotation file are written, told from what the data set says, the file's
/// name and its bytes.
enum AnnotationFormat: Equatable {
    /// One JSON text with all rows.
    case json
    /// A JSON value a line.
    case lines
    /// One JSON text that is one row.
    case object
    /// Fields between delimiters.
    case separated(by: Unicode.Scalar)
    /// Apache Parquet.
    case parquet
    /// A tar of samples.
    case webDataset
    /// No annotations; each picture is a row.
    case pictures

    /// Whether the file is text.
    var isText: Bool {
        switch self {
        case .json, .lines, .object, .separated: true
        case .parquet, .webDataset, .pictures: false
        }
    }

    /// The format of a file.
    ///
    /// - Parameters:
    ///   - source: the file, without byte order mark and without zero bytes at its end.
    ///   - name: the file's name; only its ending counts.
    ///   - stated: what the data set says.
    ///   - hasRowsPath: whether the data set says where in the file the rows lie.
    /// - Throws: where the bytes are not text, or plainly of another format than stated.
    init(
        of source: ByteSlice, name: String, stated: DatasetSpecification.Format,
        hasRowsPath: Bool = false
    ) throws(Refusal) {
        let start = source[0..<min(source.count, AnnotationFormat.magicBytes)].bytes
        try AnnotationFormat.refuseUnreadable(start)
        let ending = name.lastIndex(of: ".").map { name[$0...].lowercased() } ?? ""
        let binary: AnnotationFormat? =
            if start.starts(with: "PAR1".utf8) {
                .parquet
            } else if start.dropFirst(257).starts(with: "ustar".utf8) || ending == ".tar" {
                .webDataset
            } else { nil }
        switch stated {
        case .parquet:
            // A file that says nothing of itself may still be a damaged Parquet file.
            self = .parquet
            return
        case .webdataset:
            self = .webDataset
            return
        case .pictures:
            throw Refusal(
                .wrongContainer, "an annotation file, where the data set says `format: pictures`")
        default: break
        }
        if let binary {
            guard stated == .auto else {
                let kind = binary == .parquet ? "parquet" : "webdataset"
                throw Refusal(
                    .wrongContainer,
                    "a file of `format: \(kind)`, where the data set says `\(stated.rawValue)`")
            }
            self = binary
            return
        }
        if ending == ".parquet", stated == .auto {
            self = .parquet
            return
        }
        let shape = JSONShape(of: source)
        guard shape != .blank else { throw Refusal(.emptyFile, "the file holds no row") }
        switch (stated, ending) {
        case (.csv, ".tsv"), (.tsv, _), (.auto, ".tsv"): self = .separated(by: "\t")
        case (.csv, _), (.auto, ".csv"): self = .separated(by: ",")
        default:
            self = try AnnotationFormat.json(
                shape, isNamedLines: ending == ".jsonl" || ending == ".ndjson", stated: stated,
                hasRowsPath: hasRowsPath)
        }
    }

    /// The layout of JSON text.
    private static func json(
        _ shape: JSONShape, isNamedLines: Bool, stated: DatasetSpecification.Format,
        hasRowsPath: Bool
    ) throws(Refusal) -> AnnotationFormat {
        if stated == .object { return .object }
        if stated == .jsonl {
            guard shape != .array else {
                throw Refusal(
                    .wrongContainer,
                    "one JSON array, where the data set says `format: jsonl`; say `json`")
            }
            return .lines
        }
        let isLines = isNamedLines ? shape != .array : shape == .lines
        guard stated != .json || !isLines else {
            throw Refusal(
                .wrongContainer,
                "a JSON value a line, where the data set says `format: json`; say `jsonl`")
        }
        if isLines { return .lines }
        return shape == .object && !hasRowsPath ? .object : .json
    }

    /// How many bytes tell what a file is: a tar says so at byte 257.
    private static let magicBytes = 262

    private static func refuseUnreadable(_ start: [UInt8]) throws(Refusal) {
        if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) {
            throw Refusal(.badEncoding, "UTF-16 or UTF-32; convert it to UTF-8")
        }
        if GitLFSPointer.isStart(start) {
            throw Refusal(GitLFSPointer.reason, GitLFSPointer.detail)
        }
        // A file, or a stream, as `datasets` keeps its cache.
        if start.starts(with: "ARROW1".utf8) || start.starts(with: [0xFF, 0xFF, 0xFF, 0xFF]) {
            throw Refusal(
                .wrongContainer,
                "Arrow IPC, which is not read; make it Parquet, with datasets: "
                    + "`Dataset.from_file(old).to_parquet(new)`")
        }
        // Frames that a reader of zstd or lz4 skips begin with 16 different bytes.
        if let first = start.first, first & 0xF0 == 0x50,
            start[1...].starts(with: [0x2A, 0x4D, 0x18])
        {
            throw Refusal(.compressed, "compressed with zstd or lz4, in parts; unpack it")
        }
        let compressed: [(name: String, start: [UInt8])] = [
            ("gzip", [0x1F, 0x8B]), ("zstd", [0x28, 0xB5, 0x2F, 0xFD]),
            ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A]), ("bzip2", [0x42, 0x5A, 0x68]),
            ("zip", [0x50, 0x4B, 0x03, 0x04]), ("lz4", [0x04, 0x22, 0x4D, 0x18]),
            ("lzma", [0x5D, 0x00, 0x00]), ("compress", [0x1F, 0x9D]),
            ("7-Zip", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
            ("RAR", [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07]),
        ]
        for kind in compressed where start.starts(with: kind.start) {
            throw Refusal(.compressed, "compressed with \(kind.name); unpack it")
        }
    }
}

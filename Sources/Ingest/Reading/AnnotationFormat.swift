import Manifests

/// How the rows of one annotation file are written, told from what the data set says, the file's
/// name and its bytes.
enum AnnotationFormat: Equatable {
    /// One JSON text with all rows.
    case json
    /// A JSON value a line.
    case lines
    /// Fields between delimiters.
    case separated(by: Unicode.Scalar)

    /// The format of a file.
    ///
    /// - Parameters:
    ///   - bytes: the file, without byte order mark.
    ///   - name: the file's name; only its ending counts.
    ///   - stated: what the data set says.
    /// - Throws: where the bytes are not text, or plainly of another format than stated.
    init(
        of bytes: ArraySlice<UInt8>, name: String, stated: DatasetSpecification.Format
    ) throws(Refusal) {
        try AnnotationFormat.refuseBinary(bytes)
        guard bytes.contains(where: { $0 > 0x20 }) else {
            throw Refusal(.emptyFile, "the file holds no row")
        }
        let ending = name.lastIndex(of: ".").map { name[$0...].lowercased() } ?? ""
        let found: AnnotationFormat
        switch ending {
        case ".csv": found = .separated(by: ",")
        case ".tsv": found = .separated(by: "\t")
        default:
            let isLines = ending == ".jsonl" || ending == ".ndjson"
            found = AnnotationFormat.isOneText(bytes, unlessClear: !isLines) ? .json : .lines
        }
        switch stated {
        case .auto: self = found
        case .csv: self = ending == ".tsv" ? .separated(by: "\t") : .separated(by: ",")
        case .json:
            guard found != .lines else {
                throw Refusal(
                    .wrongContainer,
                    "a JSON value a line, where the data set says `format: json`; say `jsonl`")
            }
            self = .json
        case .jsonl:
            guard found != .json || !AnnotationFormat.isOneText(bytes, unlessClear: false) else {
                throw Refusal(
                    .wrongContainer,
                    "one JSON array, where the data set says `format: jsonl`; say `json`")
            }
            self = .lines
        }
    }

    /// Whether the bytes are one JSON text that holds rows, rather than a row a line.
    ///
    /// - Parameter unlessClear: what to say of a single object, or of text that ends too early.
    private static func isOneText(
        _ bytes: ArraySlice<UInt8>, unlessClear: Bool
    ) -> Bool {
        var scanner = JSONScanner(bytes)
        let isArray = scanner.take("[")
        if isArray, let element = scanner.value() {
            // A line that is a row without names holds texts, not rows.
            let first = bytes[element.lowerBound]
            guard first == UInt8(ascii: "[") || first == UInt8(ascii: "{") else { return false }
        }
        scanner = JSONScanner(bytes)
        guard scanner.value() != nil else { return unlessClear }
        guard scanner.isAtEnd() else { return false }
        return isArray || unlessClear
    }

    private static func refuseBinary(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw Refusal(.badEncoding, "UTF-16; convert it to UTF-8")
        }
        let compressed: [(name: String, start: [UInt8])] = [
            ("gzip", [0x1F, 0x8B]), ("zstd", [0x28, 0xB5, 0x2F, 0xFD]),
            ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A]), ("bzip2", [0x42, 0x5A, 0x68]),
            ("zip", [0x50, 0x4B, 0x03, 0x04]),
        ]
        for kind in compressed where bytes.starts(with: kind.start) {
            throw Refusal(.compressed, "compressed with \(kind.name); unpack it")
        }
        if bytes.starts(with: "PAR1".utf8) {
            throw Refusal(.wrongContainer, "Parquet, which cannot be read yet")
        }
    }
}

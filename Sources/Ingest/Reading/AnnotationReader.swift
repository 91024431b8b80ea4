import Manifests
import Records
import Storage

/// Reads the rows of an annotation file: JSON, JSON Lines or CSV.
///
/// A row that cannot be read is handed over as a refusal and the rest goes on; only where the file
/// itself cannot be trusted is all of it refused.
struct AnnotationReader {
    /// What the data set says of the format.
    var format: DatasetSpecification.Format
    /// The path to the rows in a JSON object.
    var rows: String?
    /// The fields that the mapping needs; a CSV header must have them.
    var requiredFields: [String]

    /// Calls `body` with each row in order, until it returns false.
    ///
    /// - Parameters:
    ///   - file: the file's bytes.
    ///   - name: its name, for the format and for messages.
    /// - Returns: what a reader of the report should know: a tail of zero bytes was left out.
    /// - Throws: why the whole file is refused; rows that `body` has seen must then be forgotten.
    func forEach(
        in file: [UInt8], name: String, _ body: (SourceRow) -> Bool
    ) throws(Refusal) -> [String] {
        var bytes = file
        var warnings: [String] = []
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let format = try AnnotationFormat(of: bytes[mark...], name: name, stated: format)
        let zeros = bytes.reversed().prefix { $0 == 0 }.count
        if zeros > 0 {
            bytes.removeLast(zeros)
            warnings.append("`\(name)` ends in \(zeros) zero bytes, which were left out")
        }
        var count = 0
        let visit = { (row: SourceRow) -> Bool in
            count += 1
            return body(row)
        }
        switch format {
        case .json:
            let path = rows?.split(separator: ".").map(String.init) ?? []
            try readJSON(bytes, name: name, layout: .document(path: path), visit)
            if path.isEmpty, bytes[mark...].first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
                warnings.append(
                    "`\(name)` is one object; its members were taken for rows. If the rows lie "
                        + "under one of them, name it with `rows`")
            }
        case .lines: try readJSON(bytes, name: name, layout: .lines, visit)
        case .separated(let delimiter):
            try readSeparated(bytes[mark...], delimiter: delimiter, visit)
        }
        guard count > 0 else { throw Refusal(.emptyFile, "the file holds no row") }
        return warnings
    }

    /// Reads rows of JSON, one text or a row a line.
    private func readJSON(
        _ bytes: [UInt8], name: String, layout: JSONRowLayout, _ body: (SourceRow) -> Bool
    ) throws(Refusal) {
        var isStopped = false
        do throws(Fault) {
            try JSONReader.forEachRow(in: bytes, file: name, layout: layout) { row throws(Fault) in
                guard body(AnnotationReader.row(row)) else {
                    isStopped = true
                    throw Fault(.interrupted, "enough rows were read")
                }
            }
        } catch {
            if isStopped { return }
            throw Refusal(.badJSON, error.description)
        }
    }

    private static func row(_ row: Result<JSONRow, JSONRowFault>) -> SourceRow {
        switch row {
        case .failure(let fault):
            let column = fault.fault.location.map { " at column \($0.column)" } ?? ""
            return SourceRow(
                index: fault.index, line: fault.line,
                content: .failure(Refusal(fault.reason, fault.fault.message + column)))
        case .success(let row):
            switch row.value {
            case .object, .array:
                return SourceRow(
                    index: row.index, line: row.line,
                    content: .success(SourceRecord(value: row.value, row: row)))
            default:
                return SourceRow(
                    index: row.index, line: row.line,
                    content: .failure(
                        Refusal(.wrongType, "a single value, where an object or list was expected"))
                )
            }
        }
    }
}

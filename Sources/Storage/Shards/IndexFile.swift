import Records

/// A binary file of fixed-width tables, mapped into memory: a header of 64 bytes that begins with
/// eight letters and a version and says in up to six numbers how long the tables are, the tables, and
/// the SHA-256 of all that. Whole numbers are little-endian.
///
/// Opening it costs the same for any length: the header must fit the file's length to the byte, and
/// a record is checked when it is looked at. The digest is checked by `verify`.
struct IndexFile: Sendable {
    /// Bytes of the header.
    static let headerSize = 64
    /// Bytes of the digest at the end.
    static let digestSize = 32

    /// The path, for messages.
    let path: String
    /// All bytes.
    let bytes: ByteSlice

    /// Opens a file with these letters and version.
    init(_ path: String, magic: String, version: UInt32) throws(Fault) {
        self.path = path
        let file = try MappedFile(path)
        bytes = ByteSlice(file, 0..<file.count)
        guard bytes.count >= IndexFile.headerSize + IndexFile.digestSize,
            bytes[0..<8].bytes.elementsEqual(magic.utf8)
        else { throw Fault(.badInput, "`\(path)` is not an index of shards") }
        let found = bytes.integer(at: 8, as: UInt32.self)
        guard found == version else {
            throw Fault(
                .badInput, "`\(path)` is of version \(found); expected \(version)",
                remedy: "ingest again")
        }
    }

    /// The header of a new file: letters, version (32 bits), zero (32 bits), and the numbers (64 bits
    /// each) with zeros up to six.
    static func header(_ magic: String, _ version: UInt32, _ numbers: [Int]) -> [UInt8] {
        var bytes = Array(magic.utf8)
        bytes.appendInteger(version)
        bytes.appendInteger(UInt32(0))
        for number in numbers { bytes.appendInteger(UInt64(number)) }
        return bytes + [UInt8](repeating: 0, count: headerSize - bytes.count)
    }

    /// Where tables of so many records of so many bytes lie, if they fill the file exactly.
    func tables(_ tables: [(count: Int?, recordSize: Int)]) throws(Fault) -> [Range<Int>] {
        var start = IndexFile.headerSize
        let end = bytes.count - IndexFile.digestSize
        var ranges: [Range<Int>] = []
        for table in tables {
            guard let count = table.count, count >= 0, count <= (end - start) / table.recordSize
            else { throw damaged("a table ends after the file does") }
            ranges.append(start..<(start + count * table.recordSize))
            start = ranges[ranges.count - 1].upperBound
        }
        guard start == end else { throw damaged("its tables do not fill it") }
        return ranges
    }

    /// Reads the whole file and checks its digest.
    func verify() throws(Fault) {
        let end = bytes.count - IndexFile.digestSize
        let digest = bytes[0..<end].withSpan { SHA256.digest(of: $0) }
        guard digest.bytes == bytes[end..<bytes.count].bytes else {
            throw damaged("its digest is another")
        }
    }

    /// A fault that says what is wrong.
    func damaged(_ detail: String) -> Fault {
        Fault(.badInput, "the index `\(path)` is damaged", remedy: "ingest again", cause: detail)
    }
}

import Records
import Storage

/// A line of the digest cache.
struct DigestRow: TableRow {
    var path: String
    var byteCount: Int
    /// Nanoseconds of Unix time.
    var modified: Int
    var inode: UInt64
    var device: UInt64
    var digest: Digest?

    init(path: String, status: FileStatus, digest: Digest?) {
        self.path = path
        byteCount = status.byteCount
        modified = status.modified
        inode = status.inode
        device = status.device
        self.digest = digest
    }

    func describesSameFile(as other: DigestRow) -> Bool {
        path == other.path && byteCount == other.byteCount && modified == other.modified
            && inode == other.inode && device == other.device
    }

    var json: JSONValue {
        .object([
            .init("path", .string(path)),
            .init("bytes", .integer(byteCount)),
            .init("modified", .integer(modified)),
            .init("inode", .integer(inode)),
            .init("device", .integer(device)),
            .init("sha256", digest.map { .string($0.hex) } ?? .null),
        ])
    }

    init(json: JSONValue) throws(Fault) {
        path = try json.column("path", \.stringValue)
        byteCount = try json.column("bytes", \.integerValue)
        modified = try json.column("modified", \.integerValue)
        inode = try json.column("inode", DigestRow.unsigned)
        device = try json.column("device", DigestRow.unsigned)
        digest = try json.column("sha256") { $0.stringValue.flatMap { Digest(hex: $0) } }
    }

    private static func unsigned(_ value: JSONValue) -> UInt64? {
        if case .number(let text) = value { UInt64(text) } else { nil }
    }
}

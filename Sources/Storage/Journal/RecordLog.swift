import Glibc
public import Records

/// An append-only file of checksummed records, for work that is to outlive a kill.
///
/// A record that `append` has returned from outlives the death of the process, one that was synced
/// outlives the death of the machine. Whoever opens the log again gets the records from the first to
/// the last whole one; what a torn write left behind is cut off.
///
///     header   "pljrnl01", the key's 32 bytes, CRC-32 of both
///     record   byte count (4), CRC-32 of the count and the bytes (4), the bytes
public final class RecordLog {
    private let file: FileDescriptor
    private var unsyncedCount = 0
    private var oldestUnsynced: ContinuousClock.Instant?

    /// So many records wait for the disk at most.
    public static let unsyncedLimit = 256
    /// And for so long.
    public static let unsyncedTime = Duration.seconds(1)

    static let headerByteCount = 44
    static let prefixByteCount = 8

    /// Opens a log, and makes it where there is none.
    ///
    /// - Parameters:
    ///   - path: where it lies; its folder must be there.
    ///   - key: what the records belong to. A log of another key is emptied.
    ///   - body: gets the records that are there, in the order in which they were appended.
    /// - Throws: a `Fault` where the disk refuses.
    public init(
        _ path: String, key: Digest, _ body: (ArraySlice<UInt8>) throws(Fault) -> Void
    ) throws(Fault) {
        file = try FileDescriptor.open(path, O_RDWR | O_CREAT | O_APPEND, for: "write")
        let bytes = try FileSystem.read(path)
        let header = RecordLog.header(key)
        guard bytes.starts(with: header) else {
            try file.truncate(to: 0)
            unsafe try file.write(header.span.bytes)
            try file.sync()
            if let folder = FileSystem.parent(of: path) { try FileSystem.sync(folder) }
            return
        }
        var place = RecordLog.headerByteCount
        while let record = RecordLog.record(in: bytes, at: place) {
            try body(bytes[record])
            place = record.upperBound
        }
        if place < bytes.count {
            try file.truncate(to: place)
            try file.sync()
        }
    }

    /// Adds records, with one write for all of them.
    ///
    /// - Throws: a `Fault` where the disk refuses; the log must not be used further then.
    public func append(_ records: some Sequence<[UInt8]>) throws(Fault) {
        var buffer: [UInt8] = []
        var count = 0
        for record in records {
            guard let byteCount = UInt32(exactly: record.count) else {
                throw Fault(.internalError, "a record of \(record.count) bytes for `\(file.path)`")
            }
            buffer.appendInteger(byteCount)
            buffer.appendInteger(RecordLog.checksum(byteCount, record[...]))
            buffer.append(contentsOf: record)
            count += 1
        }
        guard count > 0 else { return }
        unsafe try file.write(buffer.span.bytes)
        unsyncedCount += count
        oldestUnsynced = oldestUnsynced ?? .now
        if unsyncedCount >= RecordLog.unsyncedLimit || isSyncDue { try sync() }
    }

    /// Whether records wait for the disk.
    public var hasUnsynced: Bool { unsyncedCount > 0 }

    private var isSyncDue: Bool {
        oldestUnsynced.map { $0.duration(to: .now) >= RecordLog.unsyncedTime } ?? false
    }

    /// Waits until every record is on the disk.
    public func sync() throws(Fault) {
        guard unsyncedCount > 0 else { return }
        try file.sync()
        unsyncedCount = 0
        oldestUnsynced = nil
    }

    static func header(_ key: Digest) -> [UInt8] {
        var header = Array("pljrnl01".utf8) + key.bytes
        header.appendInteger(CRC32.make(ByteSlice(header)))
        return header
    }

    /// The bytes of the record that begins at a place; nothing if no whole one does.
    private static func record(in bytes: [UInt8], at place: Int) -> Range<Int>? {
        let start = place + prefixByteCount
        guard start <= bytes.count else { return nil }
        let byteCount = bytes.integer(at: place, as: UInt32.self)
        // A file has less than 2^63 bytes, so that the sum fits.
        let end = start + Int(byteCount)
        guard end <= bytes.count,
            bytes.integer(at: place + 4) == checksum(byteCount, bytes[start..<end])
        else { return nil }
        return start..<end
    }

    private static func checksum(_ byteCount: UInt32, _ record: ArraySlice<UInt8>) -> UInt32 {
        let seed = unsafe Swift.withUnsafeBytes(of: byteCount.littleEndian) {
            unsafe CRC32.extend(0, by: $0)
        }
        return unsafe record.withUnsafeBytes { unsafe CRC32.extend(seed, by: $0) }
    }
}

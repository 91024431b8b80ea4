public import Records

/// The index of a shard: where each picture lies, and what it is.
///
/// A header of 64 bytes: the magic `pipeidx` and a NUL, version, bytes of a record (both 32 bits),
/// number of records, bytes of the shard (both 64 bits), SHA-256 of the records. Then a record of 64
/// bytes for each picture: SHA-256, offset, byte count (both 64 bits), width, height, format (0 PNG,
/// 1 JPEG), zero (all 32 bits). All little-endian.
public struct ShardIndex: Sendable {
    /// The pictures, in the order of the shard.
    public let entries: [Picture]
    /// How many bytes the shard has.
    public let shardByteCount: Int

    private static let magic = Array("pipeidx\0".utf8)
    private static let version = 1
    private static let headerSize = 64
    private static let recordSize = 64

    /// Reads the index of the shard that has the file's name.
    ///
    /// - Throws: a `Fault` where it cannot be read, is of another version or is damaged.
    public init(_ path: String) throws(Fault) {
        let bytes = try FileSystem.read(path)
        guard bytes.count >= ShardIndex.headerSize, bytes.starts(with: ShardIndex.magic) else {
            throw Fault(.badInput, "`\(path)` is not the index of a shard")
        }
        var header = LittleEndianReader(bytes, at: 8)
        let version = header.next(4)
        guard version == ShardIndex.version, header.next(4) == ShardIndex.recordSize else {
            throw Fault(
                .badInput, "`\(path)` is of version \(version); expected \(ShardIndex.version)")
        }
        let count = header.next(8)
        shardByteCount = header.next(8)
        let size = count.multipliedReportingOverflow(by: ShardIndex.recordSize)
        guard !size.overflow, size.partialValue == bytes.count - ShardIndex.headerSize,
            SHA256.digest(of: bytes[ShardIndex.headerSize...]).bytes == Array(bytes[32..<64])
        else { throw Fault(.badInput, "the index `\(path)` is damaged") }
        let name = FileSystem.name(of: path)
        let shard = name.hasSuffix(".idx") ? String(name.dropLast(4)) : name
        var entries: [Picture] = []
        entries.reserveCapacity(count)
        for index in 0..<count {
            let start = ShardIndex.headerSize + index * ShardIndex.recordSize
            var record = LittleEndianReader(bytes, at: start + 32)
            let offset = record.next(8)
            let byteCount = record.next(8)
            let width = record.next(4)
            let height = record.next(4)
            let format = record.next(4)
            guard offset >= 0, byteCount >= 0, format <= 1,
                offset <= shardByteCount, byteCount <= shardByteCount - offset
            else { throw Fault(.badInput, "the index `\(path)` is damaged: record \(index)") }
            entries.append(
                Picture(
                    digest: Digest(bytes: bytes[start..<(start + 32)]),
                    format: format == 0 ? .png : .jpeg, width: width, height: height,
                    shard: shard, offset: offset, byteCount: byteCount))
        }
        self.entries = entries
    }

    /// The bytes of an index.
    static func encode(_ pictures: [Picture], shardByteCount: Int) -> [UInt8] {
        var records: [UInt8] = []
        records.reserveCapacity(pictures.count * recordSize)
        for picture in pictures {
            records.append(contentsOf: picture.digest.bytes)
            append(picture.offset, 8, to: &records)
            append(picture.byteCount, 8, to: &records)
            append(picture.width, 4, to: &records)
            append(picture.height, 4, to: &records)
            append(picture.format == .png ? 0 : 1, 4, to: &records)
            append(0, 4, to: &records)
        }
        var bytes = magic
        append(version, 4, to: &bytes)
        append(recordSize, 4, to: &bytes)
        append(pictures.count, 8, to: &bytes)
        append(shardByteCount, 8, to: &bytes)
        bytes.append(contentsOf: SHA256.digest(of: records).bytes)
        return bytes + records
    }

    private static func append(_ value: Int, _ count: Int, to bytes: inout [UInt8]) {
        for byte in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * byte))) }
    }
}

/// What kind of file an archive is, told by its bytes alone.
public enum ArchiveKind: String, Sendable, Hashable {
    /// A tar that is not compressed, which is read where it lies.
    case tar
    /// Something compressed with gzip.
    case gzip
    /// Something compressed with bzip2.
    case bzip2
    /// Something compressed with xz.
    case xz
    /// Something compressed with zstd.
    case zstd
    /// Something compressed with lz4.
    case lz4
    /// A zip.
    case zip

    /// Whether one stream of bytes is compressed as a whole: a tar, or a single file.
    public var isFilter: Bool { self != .tar && self != .zip }

    private static let magics: [(kind: ArchiveKind, start: [UInt8])] = [
        (.gzip, [0x1F, 0x8B]), (.bzip2, [0x42, 0x5A, 0x68]),
        (.xz, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]), (.zstd, [0x28, 0xB5, 0x2F, 0xFD]),
        (.lz4, [0x04, 0x22, 0x4D, 0x18]),
    ]
    private static let zipStart: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    /// A whole header, without which four letters are no zip.
    private static let zipHeaderBytes = 30

    /// The kind of a file; nothing where it is none of these.
    public init?(of source: ByteSlice) {
        let start = source[0..<min(source.count, TarDecoder.blockSize)].bytes
        if let found = ArchiveKind.magics.first(where: { start.starts(with: $0.start) }) {
            self = found.kind
        } else if start.dropFirst(257).starts(with: "ustar".utf8) {
            self = .tar
        } else if start.count == TarDecoder.blockSize,
            TarNumber.hasChecksum(start) || start.allSatisfy({ $0 == 0 })
        {
            self = .tar
        } else if ZipDirectory.hasEndRecord(source)
            || (start.starts(with: ArchiveKind.zipStart)
                && start.count >= ArchiveKind.zipHeaderBytes)
        {
            self = .zip
        } else {
            return nil
        }
    }
}

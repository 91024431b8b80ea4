/// What an archive holds, as far as its headers or its directory tell, in bounded time: nothing is
/// written, and of what is compressed only the beginning is decompressed.
public struct ArchivePreview: Sendable {
    /// What the file is.
    public let kind: ArchiveKind
    /// Whether it is a tar, compressed or not.
    public let isTar: Bool
    /// Whether all of it was seen.
    public let isWhole: Bool
    /// The bytes that are not compressed: of a tar the file itself, of what is compressed the
    /// beginning; none of a zip.
    public let bytes: ByteSlice
    /// The good files that were seen and what else was found. Offsets are places in `bytes`; those of
    /// a zip's files are of their headers.
    public let index: ArchiveIndex

    /// Looks into an archive.
    ///
    /// - Parameters:
    ///   - path: a file of this kind.
    ///   - source: its bytes.
    ///   - kind: what the file is, told by its bytes.
    ///   - entryLimit: the most entries to look at.
    ///   - byteLimit: the most bytes to decompress.
    /// - Throws: why the archive as a whole is refused, as far as it shows.
    public init(
        _ path: String, _ source: ByteSlice, _ kind: ArchiveKind, entryLimit: Int = 20_000,
        byteLimit: Int = 4 << 20
    ) throws(ArchiveFault) {
        self.kind = kind
        var ledger = ArchiveLedger(ArchiveLimits())
        if kind == .zip {
            isTar = false
            bytes = source[0..<0]
            isWhole = try ArchivePreview.read(zip: source, &ledger, entryLimit: entryLimit)
        } else {
            var isAll = true
            var text = source
            if kind.isFilter {
                (text, isAll) = try ArchivePreview.beginning(
                    try ArchiveUnpacker.stream(kind, source, path), byteLimit)
            }
            bytes = text
            isTar = ArchiveKind(of: text) == .tar
            if isTar {
                isWhole = try ArchivePreview.read(
                    tar: text, isAll: isAll, &ledger, entryLimit: entryLimit)
            } else {
                isWhole = isAll
            }
        }
        index = isTar || kind == .zip ? ledger.finish() : ArchiveIndex()
    }

    /// The first bytes of a stream, and whether they are all.
    private static func beginning(
        _ stream: any ByteStream, _ limit: Int
    ) throws(ArchiveFault) -> (ByteSlice, isAll: Bool) {
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var done = 0
        while done < bytes.count {
            let start = done
            let count = unsafe try bytes.withUnsafeMutableBufferPointer {
                buffer throws(ArchiveFault) in
                let rest = unsafe UnsafeMutableRawBufferPointer(buffer)[start...]
                return unsafe try stream.read(
                    into: UnsafeMutableRawBufferPointer(rebasing: rest))
            }
            if count == 0 { break }
            done += count
        }
        return (ByteSlice(Array(bytes[..<min(done, limit)])), done <= limit)
    }

    /// - Returns: whether all of the tar was seen.
    private static func read(
        tar source: ByteSlice, isAll: Bool, _ ledger: inout ArchiveLedger, entryLimit: Int
    ) throws(ArchiveFault) -> Bool {
        var input = MappedTarInput(source)
        do throws(ArchiveFault) {
            return try TarWalk.walk(&input, &ledger, entryLimit: entryLimit) && isAll
        } catch {
            // The beginning of a tar ends anywhere.
            guard !isAll, error.reason == .truncated else { throw error }
            return false
        }
    }

    /// - Returns: whether all of the zip was seen.
    private static func read(
        zip source: ByteSlice, _ ledger: inout ArchiveLedger, entryLimit: Int
    ) throws(ArchiveFault) -> Bool {
        let directory = try ZipDirectory(source, limits: ledger.limits)
        try directory.checkReadable()
        if directory.prefixByteCount > 0 {
            ledger.note(.prefixData, "\(directory.prefixByteCount) bytes come before the zip")
        }
        if directory.tailByteCount > 0 {
            ledger.note(.trailingData, "\(directory.tailByteCount) bytes follow after the zip")
        }
        let overlapping = directory.overlapping()
        for (number, entry) in directory.entries.prefix(entryLimit).enumerated() {
            let decision = try ledger.decide(
                entry.name, entry.kind, byteCount: entry.byteCount,
                packedByteCount: entry.packedByteCount)
            guard case .keep(let name) = decision else { continue }
            if overlapping[number] {
                ledger.refuse(name, .overlappingEntry, "it shares packed bytes with another entry")
            } else if let problem = entry.problem {
                ledger.refuse(name, problem.reason, problem.detail)
            } else {
                try ledger.add(name, offset: entry.offset, byteCount: entry.byteCount)
            }
        }
        return directory.entries.count <= entryLimit
    }
}

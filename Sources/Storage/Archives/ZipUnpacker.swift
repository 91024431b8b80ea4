/// Unpacks a zip into a spool. The directory at its end says what there is; an entry whose local
/// header says otherwise is refused. Stored and deflated entries are read.
struct ZipUnpacker {
    private static let localMagic: UInt32 = 0x0403_4B50
    /// Bytes of a local header without its name.
    static let localSize = 30
    private static let bufferBytes = 1 << 16

    private let source: ByteSlice
    private let spool: TarSpool
    private let directory: ZipDirectory
    private var ledger: ArchiveLedger

    /// An unpacker of a zip.
    ///
    /// - Throws: why the zip as a whole is refused.
    init(_ source: ByteSlice, into spool: TarSpool, limits: ArchiveLimits) throws(ArchiveFault) {
        self.source = source
        self.spool = spool
        ledger = ArchiveLedger(limits)
        directory = try ZipDirectory(source, limits: limits)
    }

    /// Unpacks all.
    ///
    /// - Throws: `encrypted` where no file can be read without a password, and what a full disk or
    ///   a limit stops.
    mutating func unpack() throws(ArchiveFault) -> ArchiveIndex {
        if directory.prefixByteCount > 0 {
            ledger.note(.prefixData, "\(directory.prefixByteCount) bytes come before the zip")
        }
        if directory.tailByteCount > 0 {
            ledger.note(.trailingData, "\(directory.tailByteCount) bytes follow after the zip")
        }
        try directory.checkReadable()
        let overlapping = directory.overlapping()
        for (number, entry) in directory.entries.enumerated() {
            let decision = try ledger.decide(
                entry.name, entry.kind, byteCount: entry.byteCount,
                packedByteCount: entry.packedByteCount)
            guard case .keep(let name) = decision else { continue }
            if overlapping[number] {
                ledger.refuse(name, .overlappingEntry, "it shares packed bytes with another entry")
                continue
            }
            if let problem = try unpack(entry, name) {
                ledger.refuse(name, problem.reason, problem.detail)
            }
        }
        return ledger.finish()
    }

    /// Unpacks an entry. Returns why it is refused, if it is.
    private mutating func unpack(
        _ entry: ZipEntry, _ name: EntryName
    ) throws(ArchiveFault) -> ArchiveFault? {
        if let problem = entry.problem { return problem }
        let packed: ByteSlice
        let stream: any ByteStream
        do throws(ArchiveFault) {
            packed = try self.packed(entry)
            stream = entry.method == 0 ? SliceStream(packed) : try InflateStream(packed, .none)
        } catch {
            return error
        }
        let offset = try spool.begin(name.bytes, byteCount: entry.byteCount)
        if let problem = try copy(stream, entry) {
            try spool.takeBack()
            return problem
        }
        try spool.end()
        try ledger.add(name, offset: offset, byteCount: entry.byteCount)
        source.release(entry.offset..<(entry.offset + packed.count))
        return nil
    }

    /// The packed bytes of an entry, whose local header must say what the directory does.
    private func packed(_ entry: ZipEntry) throws(ArchiveFault) -> ByteSlice {
        let nameStart = entry.offset.addingReportingOverflow(ZipUnpacker.localSize)
        guard entry.offset >= 0, !nameStart.overflow, nameStart.partialValue <= source.count,
            source.word(at: entry.offset) == ZipUnpacker.localMagic
        else { throw ArchiveFault(.headerMismatch, "there is no header where the directory says") }
        let nameEnd = nameStart.partialValue + Int(source.short(at: entry.offset + 26))
        let start = nameEnd + Int(source.short(at: entry.offset + 28))
        guard start <= source.count, entry.packedByteCount <= source.count - start else {
            throw ArchiveFault(.truncated, "it ends after the file does")
        }
        guard source[nameStart.partialValue..<nameEnd].bytes == entry.name else {
            let local = source[nameStart.partialValue..<nameEnd].bytes
            throw ArchiveFault(
                .headerMismatch,
                "its own header calls it `\(String(decoding: local, as: UTF8.self))`")
        }
        guard source.short(at: entry.offset + 8) == entry.method,
            (source.short(at: entry.offset + 6) ^ entry.flags) & 1 == 0
        else { throw ArchiveFault(.headerMismatch, "its own header tells another method") }
        try compareSizes(entry)
        return source[start..<(start + entry.packedByteCount)]
    }

    /// Sizes that do not follow the data, and fit, must be the directory's.
    private func compareSizes(_ entry: ZipEntry) throws(ArchiveFault) {
        guard source.short(at: entry.offset + 6) & 8 == 0 else { return }
        let checksum = source.word(at: entry.offset + 14)
        let packed = source.word(at: entry.offset + 18)
        let size = source.word(at: entry.offset + 22)
        guard checksum == entry.checksum else {
            throw ArchiveFault(.headerMismatch, "its own header tells another checksum")
        }
        guard packed == .max || Int(packed) == entry.packedByteCount,
            size == .max || Int(size) == entry.byteCount
        else {
            throw ArchiveFault(
                .sizeMismatch,
                "the directory says \(entry.byteCount) bytes of \(entry.packedByteCount), its own "
                    + "header \(size) of \(packed)")
        }
    }

    /// Writes an entry's bytes. Returns why it is refused, if it is.
    private func copy(
        _ stream: any ByteStream, _ entry: ZipEntry
    ) throws(ArchiveFault) -> ArchiveFault? {
        var buffer = [UInt8](repeating: 0, count: ZipUnpacker.bufferBytes)
        var checksum: UInt32 = 0
        var done = 0
        while true {
            let count: Int
            do throws(ArchiveFault) {
                count = unsafe try buffer.withUnsafeMutableBufferPointer {
                    bytes throws(ArchiveFault) in
                    unsafe try stream.read(into: UnsafeMutableRawBufferPointer(bytes))
                }
            } catch {
                return error
            }
            if count == 0 { break }
            guard count <= entry.byteCount - done else {
                return ArchiveFault(
                    .sizeMismatch, "it has more than the \(entry.byteCount) bytes it should have")
            }
            checksum = unsafe buffer.withUnsafeBytes { bytes in
                let read = unsafe UnsafeRawBufferPointer(rebasing: bytes[..<count])
                return unsafe CRC32.extend(checksum, by: read)
            }
            try spool.write(buffer[..<count])
            done += count
        }
        guard done == entry.byteCount else {
            return ArchiveFault(
                .sizeMismatch, "it has \(done) bytes, where it should have \(entry.byteCount)")
        }
        guard checksum == entry.checksum else {
            return ArchiveFault(.badCRC, "its checksum is wrong")
        }
        return nil
    }
}

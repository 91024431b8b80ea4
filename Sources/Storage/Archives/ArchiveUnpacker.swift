import Records

/// Unpacks foreign archives into plain tars, from which single files can be read by their place.
///
/// Read are tar, plain or compressed with gzip, bzip2, xz, zstd or lz4, and zip with stored and
/// deflated entries. The kind is told by the bytes, not by the name. 7z, rar and other kinds are
/// refused: repack them.
///
/// What is decided, where tools differ:
/// - A tar ends at its first zero block. What follows, another tar too, is noted (`trailing_data`).
/// - Of two entries of a name the first is kept. Names are paths: `./a` and `a` are one. Names that
///   differ only in case or normal form are all kept, and noted (`name_collision`).
/// - A hard link to an earlier good file is a file of its own with the same bytes, as GNU tar means
///   it; other links are refused. Symbolic links, devices and files with holes are refused.
/// - A name that is not UTF-8 is kept as its bytes are, whatever code page a zip may mean, and noted;
///   so is a backslash that leads nowhere outside.
/// - An archive inside the archive is refused, not descended into.
/// - Bytes before a zip, such as a program that unpacks it, are passed over and noted.
/// - Side files of operating systems are counted and left out.
public enum ArchiveUnpacker {
    /// Unpacks the good files of an archive into a plain tar, in their order, and says what was found
    /// in it. Nothing lies at the tar's path unless all went well.
    ///
    /// - Parameters:
    ///   - archive: the archive.
    ///   - source: its bytes, if they are mapped already. Nothing is published where the file is not
    ///     the one that was mapped any more.
    ///   - path: where the tar shall lie; what lies there is replaced.
    ///   - limits: the most that the archive may hold.
    /// - Throws: why the archive as a whole is refused.
    public static func unpack(
        _ archive: String, _ source: ByteSlice? = nil, intoTar path: String,
        limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveFault) -> ArchiveIndex {
        let source = if let source { source } else { try map(archive) }
        guard source.count > 0 else { throw ArchiveFault(.emptyFile, "the file has no bytes") }
        guard let kind = ArchiveKind(of: source) else {
            throw ArchiveFault(.notAnArchive, foreign(source))
        }
        let spool = try TarSpool(for: path)
        let index: ArchiveIndex
        if kind == .zip {
            var unpacker = try ZipUnpacker(source, into: spool, limits: limits)
            index = try unpacker.unpack()
        } else {
            var input = SpoolTarInput(
                try stream(kind, source, archive), into: spool, packedByteCount: source.count,
                limits: limits)
            index = try TarWalk.index(&input, limits: limits)
        }
        try ArchiveFault.wrapping { () throws(Fault) in try source.checkUnchanged() }
        try spool.publish()
        return index
    }

    /// What to say of a file that is no archive.
    private static func foreign(_ source: ByteSlice) -> String {
        let start = source[0..<min(source.count, GitLFSPointer.byteCount)].bytes
        return GitLFSPointer.isStart(start)
            ? GitLFSPointer.detail : "neither a tar nor a zip, plain or compressed"
    }

    /// Decompresses a single file, such as `train.jsonl.gz`.
    ///
    /// - Parameters:
    ///   - file: a file whose kind is a filter (`ArchiveKind.isFilter`).
    ///   - source: its bytes, if they are mapped already. Nothing is published where the file is not
    ///     the one that was mapped any more.
    ///   - path: where its bytes shall lie; what lies there is replaced.
    ///   - limits: the most bytes that it may become, in all and beside its packed ones.
    /// - Returns: how many bytes it has.
    /// - Throws: `not_an_archive` where it is not compressed, and why it cannot be decompressed.
    @discardableResult
    public static func decompress(
        _ file: String, _ source: ByteSlice? = nil, into path: String,
        limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveFault) -> Int {
        let source = if let source { source } else { try map(file) }
        guard let kind = ArchiveKind(of: source), kind.isFilter else {
            throw ArchiveFault(.notAnArchive, "the file is not compressed")
        }
        let stream = try stream(kind, source, file)
        var output = try ArchiveFault.wrapping { () throws(Fault) in try AtomicFile(for: path) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var done = 0
        while true {
            let count = unsafe try buffer.withUnsafeMutableBufferPointer {
                bytes throws(ArchiveFault) in
                unsafe try stream.read(into: UnsafeMutableRawBufferPointer(bytes))
            }
            if count == 0 { break }
            done += count
            let isTooDense =
                done > ArchiveLimits.totalRatioFloor && done / limits.totalRatio > source.count
            guard done <= limits.totalBytes, !isTooDense else {
                throw ArchiveFault(
                    .archiveTooLarge, "over \(done) bytes of \(source.count) packed ones")
            }
            do throws(Fault) {
                unsafe try output.append(buffer.span.bytes.extracting(0..<count))
            } catch {
                throw ArchiveFault(error)
            }
        }
        do throws(Fault) {
            try source.checkUnchanged()
            try output.publish()
        } catch {
            throw ArchiveFault(error)
        }
        return done
    }

    static func map(_ path: String) throws(ArchiveFault) -> ByteSlice {
        try ArchiveFault.wrapping { () throws(Fault) in
            let file = try MappedFile(path)
            return ByteSlice(file, 0..<file.count)
        }
    }

    /// The bytes of an archive that is not a zip, decompressed.
    static func stream(
        _ kind: ArchiveKind, _ source: ByteSlice, _ path: String
    ) throws(ArchiveFault) -> any ByteStream {
        switch kind {
        case .gzip: try InflateStream(source, .gzip)
        case .bzip2, .xz, .zstd, .lz4: try FilterStream(path)
        case .tar, .zip: SliceStream(source)
        }
    }
}

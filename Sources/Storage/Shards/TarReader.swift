internal import CArchive
public import Records

/// Reads tar archives: ustar, pax and GNU, plain or compressed with gzip, xz, zstd or bzip2.
public enum TarReader {
    /// Calls `body` with each entry, in order.
    ///
    /// A compressed archive's own checksum is not looked at (libarchive does not).
    ///
    /// Nothing is written anywhere, names are checked (`TarEntry.problem`), and memory follows what
    /// is read, not what the archive claims.
    ///
    /// - Parameters:
    ///   - path: the archive.
    ///   - limit: the most bytes to read from it, decompressed.
    ///   - body: what to do with an entry.
    /// - Throws: a `Fault` where the archive is broken, after the entries before that place; and
    ///   what `body` throws.
    public static func forEachEntry(
        in path: String, limit: Int = 1 << 40, _ body: (TarEntry) throws(Fault) -> Void
    ) throws(Fault) {
        try forEach(in: path, isCompressed: true, limit: limit) { entry throws(Fault) in
            try body(entry)
        }
    }

    /// The places of the files in an uncompressed tar, in order, and what was refused.
    ///
    /// - Throws: a `Fault` where the archive is compressed, broken or cut.
    public static func contents(of path: String) throws(Fault) -> TarIndex {
        guard let status = try FileSystem.status(path) else {
            throw Fault(.badInput, "there is no archive `\(path)`")
        }
        var index = TarIndex()
        try forEach(in: path, isCompressed: false, limit: .max) { entry throws(Fault) in
            guard entry.offset >= 0, entry.offset <= status.byteCount,
                entry.byteCount <= status.byteCount - entry.offset
            else { throw Fault(.badInput, "`\(entry.name)` in `\(path)` is cut") }
            index.add(entry)
        }
        return index
    }

    private static func forEach(
        in path: String, isCompressed: Bool, limit: Int, _ body: (TarEntry) throws(Fault) -> Void
    ) throws(Fault) {
        try FileSystem.checkPath(path)
        guard let archive = unsafe archive_read_new() else {
            throw Fault(.tryAgain, "cannot read `\(path)`", cause: "out of memory")
        }
        defer { unsafe archive_read_free(archive) }
        unsafe archive_read_support_format_tar(archive)
        if isCompressed {
            unsafe archive_read_support_filter_gzip(archive)
            unsafe archive_read_support_filter_xz(archive)
            unsafe archive_read_support_filter_zstd(archive)
            unsafe archive_read_support_filter_bzip2(archive)
        }
        guard unsafe archive_read_open_filename(archive, path, 1 << 16) == ARCHIVE_OK else {
            throw unsafe .archive("cannot read the archive `\(path)`", archive)
        }
        while true {
            var entry: OpaquePointer?
            let status = unsafe archive_read_next_header(archive, &entry)
            guard unsafe archive_filter_bytes(archive, 0) <= la_int64_t(limit) else {
                throw Fault(.badInput, "`\(path)` holds more than the \(limit) bytes allowed")
            }
            if status == ARCHIVE_EOF { return }
            // A warning is about a name or an attribute; the entry is whole.
            guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry = unsafe entry else {
                throw unsafe .archive("the archive `\(path)` is broken", archive)
            }
            unsafe try body(TarEntry(entry, of: archive, path: path))
        }
    }
}
